/**
 * Describes Flink to processes that do not run it: its name, its settings, the rights it needs, and
 * the doctor's checks. No class here needs a Flink library.
 */
@NullMarked
package io.twinroute.flink.engine;

import org.jspecify.annotations.NullMarked;
