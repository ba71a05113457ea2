/** The results of the runs: ratios, tables, plots. */
@NullMarked
package io.twinroute.bench.report;

import org.jspecify.annotations.NullMarked;
