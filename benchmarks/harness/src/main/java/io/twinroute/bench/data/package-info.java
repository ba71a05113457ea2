/** The data that the contestants read. */
@NullMarked
package io.twinroute.bench.data;

import org.jspecify.annotations.NullMarked;
