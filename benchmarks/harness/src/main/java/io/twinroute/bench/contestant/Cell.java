package io.twinroute.bench.contestant;

import io.twinroute.bench.lab.Workload;
import io.twinroute.config.plan.Delivery;

/**
 * One workload of one size, with one delivery: the unit of comparison.
 *
 * @param records of a side
 * @param bytes of a value, about
 */
public record Cell(Workload.Kind kind, int records, int bytes, Delivery delivery) {

  /** The name in titles and file names. */
  public String name() {
    return kind + "-" + bytes + "B-" + delivery.id();
  }

  public Workload workload() {
    return workload(1);
  }

  /**
   * The beginning of its data.
   *
   * @param part of each side's records
   */
  public Workload workload(double part) {
    return Workload.of(kind, (int) Math.round(part * records), bytes, delivery);
  }

  /** How much of the data a contestant processes; all of it where the size of the state counts. */
  public double part(Contestant contestant) {
    return kind == Workload.Kind.W3 || kind == Workload.Kind.W5 ? 1 : contestant.part();
  }
}
