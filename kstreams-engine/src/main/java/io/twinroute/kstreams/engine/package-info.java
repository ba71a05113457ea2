/**
 * Describes Kafka Streams behind MirrorMaker 2 to processes that do not run it: its name, its
 * settings, the names of its mirrors, the rights it needs, and the doctor's checks. No class here
 * needs a library of Kafka Streams or Kafka Connect.
 */
@NullMarked
package io.twinroute.kstreams.engine;

import org.jspecify.annotations.NullMarked;
