/** What a run uses until its results are there. */
@NullMarked
package io.twinroute.bench.measure;

import org.jspecify.annotations.NullMarked;
