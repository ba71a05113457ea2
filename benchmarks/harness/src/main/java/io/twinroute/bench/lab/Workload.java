package io.twinroute.bench.lab;

import io.twinroute.bench.data.CustomerData;
import io.twinroute.bench.data.JoinData;
import io.twinroute.bench.data.OrderData;
import io.twinroute.bench.data.SkewedData;
import io.twinroute.config.plan.Delivery;

/**
 * The inputs of a join, and its settings.
 *
 * @param window each way, in milliseconds; without a meaning for lookups
 * @param lateness of both sides, in milliseconds
 * @param partitions of each topic
 * @param parallelism of each engine
 * @param delivery what the results are written with
 */
public record Workload(
    JoinShape shape,
    JoinData data,
    long window,
    long lateness,
    int partitions,
    int parallelism,
    Delivery delivery) {

  /** 2026-01-01, so that nothing depends on today. */
  private static final long START = 1_767_225_600_000L;

  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;
  private static final long TEN_SECONDS = 10_000;
  private static final int LARGEST_ROW = 200;

  /** The workloads by their names. */
  public enum Kind {
    /** Pairs, one for each order. */
    W1,
    /** As W1, but a fifth of each side has no partner; all records are in the results. */
    W2,
    /** A million customers, and orders that look them up. */
    W3,
    /** Keys by Zipf's law, and a window of a few records. */
    W4,
    /** As W1 with a window of an hour: all of both sides is in the state in the end. */
    W5
  }

  /**
   * @param records of a side; of W3, its left one
   * @param bytes of a value, about
   */
  public static Workload of(Kind kind, int records, int bytes, Delivery delivery) {
    return switch (kind) {
      case W1 -> pairs(records, bytes, TEN_SECONDS, delivery);
      case W2 ->
          of(
              JoinShape.OUTER,
              new OrderData(START, records, bytes, 20),
              TEN_SECONDS,
              TEN_SECONDS,
              delivery);
      case W3 ->
          of(
              JoinShape.LOOKUP,
              // Larger rows would not fit into a heap of 1 GiB.
              new CustomerData(START, records, 1_000_000, Math.min(bytes, LARGEST_ROW)),
              TEN_SECONDS,
              TEN_SECONDS,
              delivery);
      case W4 ->
          // A route's default lateness, and so few milliseconds that hot keys have few partners.
          of(JoinShape.INNER, new SkewedData(START, records, bytes, 20), 20, 30_000, delivery);
      case W5 -> pairs(records, bytes, 3_600_000, delivery);
    };
  }

  private static Workload pairs(int records, int bytes, long window, Delivery delivery) {
    return of(
        JoinShape.INNER, new OrderData(START, records, bytes, 0), window, TEN_SECONDS, delivery);
  }

  private static Workload of(
      JoinShape shape, JoinData data, long window, long lateness, Delivery delivery) {
    return new Workload(shape, data, window, lateness, PARTITIONS, PARALLELISM, delivery);
  }

  /** Whether there are no results before all rows are read, which is most of the work. */
  public boolean isLookup() {
    return shape == JoinShape.LOOKUP;
  }

  /** Of both sides. */
  public long records() {
    return (long) data.lefts() + data.rights();
  }
}
