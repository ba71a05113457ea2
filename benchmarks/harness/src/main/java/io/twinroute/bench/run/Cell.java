package io.twinroute.bench.run;

import io.twinroute.config.Delivery;

/**
 * One workload of one size, with one delivery: what is compared with each other.
 *
 * @param records of a side
 * @param bytes of a value, about
 */
record Cell(Workload.Kind kind, int records, int bytes, Delivery delivery) {

  /** In titles and file names. */
  String name() {
    return kind + "-" + bytes + "B-" + delivery.id();
  }

  Workload workload() {
    return Workload.of(kind, records, bytes, delivery);
  }
}
