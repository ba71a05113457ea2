package io.twinroute.bench.load;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How long results took, from when the later record of a pair was due until a reader of committed
 * records had the result.
 *
 * @param rate source records per second, of both sides
 * @param expected so many results at least were to come within the run
 * @param lag the largest delay between a source record's due time and its write
 * @param millis of the results that came
 */
public record Latencies(
    String contestant, double rate, long expected, Duration lag, Histogram millis) {

  /** Results that did not come within the run. */
  public long missing() {
    return Math.max(0, expected - millis.getTotalCount());
  }

  /** For people. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%-18s at %7.0f records/s: p50 %d ms, p99 %d ms, p99.9 %d ms, highest %d ms;"
            + " %d results, %d missing; the load was %d ms late at worst",
        contestant,
        rate,
        millis.getValueAtPercentile(50),
        millis.getValueAtPercentile(99),
        millis.getValueAtPercentile(99.9),
        millis.getMaxValue(),
        millis.getTotalCount(),
        missing(),
        lag.toMillis());
  }
}
