package io.twinroute.bench.run;

import io.twinroute.config.Delivery;

/**
 * What is joined, and how.
 *
 * @param records on each side; each has one partner
 * @param bytes of a value, about
 * @param partitions of each topic
 * @param parallelism of each engine
 * @param delivery what the results are written with
 */
record Workload(int records, int bytes, int partitions, int parallelism, Delivery delivery) {

  /** Each way, and what may come out of order. In milliseconds. */
  static final long WINDOW = 10_000;
}
