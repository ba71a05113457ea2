package io.twinroute.bench.report;

import java.util.Arrays;
import java.util.Random;

/**
 * What a median of ratios would be in 95 of 100 benches if nothing had changed: a bootstrap over
 * rounds of one build's ratios to itself. Which of two equal runs is divided by the other is
 * chance, so each round counts either way, and the interval is symmetric around 1.
 */
public record AaInterval(double low, double high) {

  private static final int RESAMPLES = 10_000;
  private static final double LEVEL = 0.95;

  /** Any; the same figures always give the same interval. */
  private static final int SEED = 1;

  /**
   * @param ratios of a build to itself, one for each round, in any order
   */
  public static AaInterval of(double... ratios) {
    Random random = new Random(SEED);
    double[] distances = new double[RESAMPLES];
    double[] rounds = new double[ratios.length];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < rounds.length; j++) {
        double ratio = Math.log(ratios[random.nextInt(ratios.length)]);
        rounds[j] = random.nextBoolean() ? ratio : -ratio;
      }
      distances[i] = Math.abs(Ratio.median(rounds));
    }
    Arrays.sort(distances);
    double edge = Math.exp(distances[(int) (LEVEL * RESAMPLES) - 1]);
    return new AaInterval(1 / edge, edge);
  }

  public boolean contains(double ratio) {
    return low <= ratio && ratio <= high;
  }
}
