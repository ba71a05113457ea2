/** Describes the records of a source from a sample, without showing any of them. */
@NullMarked
package io.twinroute.cli.sample;

import org.jspecify.annotations.NullMarked;
