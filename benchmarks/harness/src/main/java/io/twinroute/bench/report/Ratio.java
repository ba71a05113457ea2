package io.twinroute.bench.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * A figure of one contestant by that of another.
 *
 * @param sorted of each round, the smallest first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Ratio(String name, double[] sorted) {

  double median() {
    return median(sorted);
  }

  double least() {
    return sorted[0];
  }

  double most() {
    return sorted[sorted.length - 1];
  }

  int rounds() {
    return sorted.length;
  }

  /** For people. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s=%.2f (%.2f to %.2f in %d rounds)",
        name,
        median(),
        least(),
        most(),
        rounds());
  }

  /**
   * @param values one at least, in any order
   */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
