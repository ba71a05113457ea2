package io.twinroute.bench.run;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.twinroute.bench.contestant.Cell;
import io.twinroute.bench.contestant.Contestant;
import io.twinroute.bench.load.Latencies;
import io.twinroute.bench.load.OpenLoop;
import io.twinroute.bench.measure.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cell's contestants, round by round. A failing contestant drops out; the others continue. */
final class Contest {

  /** The round before the first, to warm up what is kept from run to run; it is not measured. */
  private static final int WARM_UP = 0;

  private final Cell cell;
  private final List<Contestant> contestants;
  private final List<Contestant> left;
  private final @Nullable Path profiles;
  private final Consumer<String> out;
  private final List<Measured> measured = new ArrayList<>();
  private final List<Latencies> latencies = new ArrayList<>();
  private boolean failed;

  /**
   * @param profiles where flame graphs go; null: none are made
   * @param out takes a line about each run
   */
  Contest(Cell cell, List<Contestant> contestants, @Nullable Path profiles, Consumer<String> out) {
    this.cell = cell;
    this.contestants = contestants;
    this.left = new ArrayList<>(contestants);
    this.profiles = profiles;
    this.out = out;
  }

  /**
   * @param openLoop whether to measure latency, too
   */
  void run(int rounds, boolean openLoop) throws IOException {
    try (Labs labs = new Labs(cell)) {
      for (Contestant contestant : contestants) {
        if (contestant.mirror().isPresent()) {
          measure(labs, contestant, WARM_UP)
              .ifPresent(warm -> out.accept(warm.contestant() + " has warmed its mirror up"));
        }
      }
      for (int number = 1; number <= rounds; number++) {
        for (Contestant contestant : Rounds.order(left, number)) {
          measure(labs, contestant, number)
              .ifPresent(
                  result -> {
                    measured.add(result);
                    out.accept(result.line());
                  });
        }
      }
      if (openLoop) {
        OpenLoop loop = new OpenLoop(labs.whole(), cell.bytes());
        for (Contestant contestant : left) {
          if (contestant.joins() && !contestant.isForItsSum()) {
            latency(contestant, loop);
          }
        }
      }
    }
  }

  /** All runs, contestant by contestant, whatever their order was. */
  List<Measured> measured() {
    List<String> names = contestants.stream().map(Contestant::name).toList();
    return measured.stream().sorted(comparingInt(run -> names.indexOf(run.contestant()))).toList();
  }

  List<Latencies> latencies() {
    return latencies;
  }

  /** Whether any two that have processed the same records have written different results. */
  boolean resultsDiffer() {
    return measured.stream()
        .filter(run -> run.hash() != 0)
        .collect(groupingBy(Measured::records, mapping(Measured::hash, toSet())))
        .values()
        .stream()
        .anyMatch(hashes -> hashes.size() > 1);
  }

  /** Whether any contestant does not count. */
  boolean hasFailed() {
    return failed;
  }

  private Optional<Measured> measure(Labs labs, Contestant contestant, int number)
      throws IOException {
    try {
      return Optional.of(new CellRun(labs.of(contestant), profiles).run(contestant, number));
    } catch (IllegalStateException e) {
      fail(contestant, e);
      left.remove(contestant);
      return Optional.empty();
    }
  }

  private void latency(Contestant contestant, OpenLoop loop) throws IOException {
    try {
      Latencies result = loop.run(contestant);
      latencies.add(result);
      out.accept(result.line());
    } catch (IllegalStateException e) {
      fail(contestant, e);
    }
  }

  private void fail(Contestant contestant, IllegalStateException e) {
    failed = true;
    System.err.println(
        cell.name() + " " + contestant.name() + " does not count: " + e.getMessage());
  }
}
