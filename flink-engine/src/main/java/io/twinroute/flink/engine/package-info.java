/**
 * What Flink is to processes that do not run it: its name, its settings, the rights it needs, and
 * what the doctor looks at. No class here needs a Flink library.
 */
@NullMarked
package io.twinroute.flink.engine;

import org.jspecify.annotations.NullMarked;
