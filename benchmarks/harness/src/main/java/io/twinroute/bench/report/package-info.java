/** What the runs amount to: ratios, tables, plots. */
@NullMarked
package io.twinroute.bench.report;

import org.jspecify.annotations.NullMarked;
