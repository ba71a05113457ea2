/** Classes that depend on the internals of Flink's sources. */
@NullMarked
package io.twinroute.flink.source.internals;

import org.jspecify.annotations.NullMarked;
