package io.twinroute.bench.run;

import io.twinroute.bench.contestant.Cell;
import io.twinroute.bench.contestant.Contestant;
import io.twinroute.bench.lab.Lab;
import java.util.HashMap;
import java.util.Map;

/** A cell's data on its clusters: all of it, and the beginnings that some contestants process. */
final class Labs implements AutoCloseable {

  private final Cell cell;
  private final Lab whole;
  private final Map<Double, Lab> filled = new HashMap<>();

  Labs(Cell cell) {
    this.cell = cell;
    this.whole = Lab.of(cell.workload());
  }

  /** Its clusters, whatever they hold. */
  Lab whole() {
    return whole;
  }

  /** The data that a contestant processes. */
  Lab of(Contestant contestant) {
    return filled.computeIfAbsent(cell.part(contestant), this::fill);
  }

  private Lab fill(double part) {
    Lab lab = part == 1 ? whole : whole.beside(cell.workload(part));
    lab.fill();
    return lab;
  }

  @Override
  public void close() {
    whole.close();
  }
}
