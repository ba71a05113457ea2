/**
 * What Kafka Streams behind MirrorMaker 2 is to processes that do not run it: its name, its
 * settings, the names of its mirrors, the rights it needs, and what the doctor looks at. No class
 * here needs a library of Kafka Streams or Kafka Connect.
 */
@NullMarked
package io.twinroute.kstreams.engine;

import org.jspecify.annotations.NullMarked;
