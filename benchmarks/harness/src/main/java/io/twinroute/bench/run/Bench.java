package io.twinroute.bench.run;

import io.twinroute.bench.contestant.Baseline;
import io.twinroute.bench.contestant.Cell;
import io.twinroute.bench.contestant.Contestant;
import io.twinroute.bench.contestant.Contestants;
import io.twinroute.bench.lab.Workload.Kind;
import io.twinroute.bench.report.Ratios;
import io.twinroute.bench.report.Report;
import io.twinroute.config.plan.Delivery;
import io.twinroute.runtime.command.CommandLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs all contestants several times, and reports the medians of the ratios of their runs. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures the routes beside plain clients and hand-written jobs, on three clusters of its"
            + " own. Only ratios within one run are meaningful.")
public final class Bench implements Callable<Integer> {

  @Option(
      names = "--quick",
      description =
          "W1 with 200 bytes, at least once, three rounds, in under a quarter of an hour. Without"
              + " it: all workloads, sizes and deliveries, five rounds; it takes a night.")
  private boolean quick;

  @Option(
      names = "--workload",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES} (default: all; quick: W1).")
  private List<Kind> workloads = List.of();

  @Option(
      names = "--records",
      description =
          "Records a side (default: ${DEFAULT-VALUE}). Of W1, W2 and W4, hand-written Flink reads"
              + " half of them, on RocksDB a tenth.")
  private int records = 1_200_000;

  @Option(names = "--runs", description = "Rounds (default: 5; quick: 3).")
  private @Nullable Integer runs;

  @Option(
      names = "--bytes",
      split = ",",
      description = "Of a value (default: 100 and 1000; quick: 200).")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--delivery",
      split = ",",
      converter = DeliveryConverter.class,
      description =
          "at-least-once or exactly-once: how results are written, by every contestant that can"
              + " (default: both; quick: at-least-once).")
  private List<Delivery> deliveries = List.of();

  @Option(
      names = "--only",
      split = ",",
      description = "These contestants only, and in this run also those that --quick leaves out.")
  private List<String> only = List.of();

  @Option(
      names = "--baseline",
      paramLabel = "FOLDER",
      description =
          "Measure this build's routes beside those of another build, a checkout that has been"
              + " built, in the same rounds. Without --only, nothing else runs.")
  private @Nullable Path baseline;

  @Option(
      names = "--open-loop",
      description =
          "Of W1, measure latency too: at 60 percent of the load that each contestant can bear.")
  private boolean openLoop;

  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      description = "Write each run as a line of a CSV file there, and a table and plots of them.")
  private @Nullable Path report;

  @Option(
      names = "--profile",
      paramLabel = "FOLDER",
      description = "Write a flame graph of each run's processes there. It costs some speed.")
  private @Nullable Path profiles;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /**
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(CommandLines.create(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    mustBeKnown();
    Optional<Baseline> other = baseline();
    String line = "";
    boolean failed = false;
    for (Cell cell : cells()) {
      List<Contestant> selected = contestants(cell);
      if (selected.isEmpty()) {
        continue;
      }
      Contest contest =
          new Contest(
              cell,
              other.map(build -> build.beside(selected)).orElse(selected),
              profiles,
              text -> say(cell, text));
      contest.run(rounds(), openLoop && cell.kind() == Kind.W1);
      failed |= contest.hasFailed();
      if (contest.resultsDiffer()) {
        System.err.println("The contestants' results differ; the ratios mean nothing.");
        return 1;
      }
      Ratios ratios = new Ratios(contest.measured());
      if (!quick) {
        ratios.spread().forEach(ratio -> say(cell, ratio.line()));
      }
      ratios.toBaseline().forEach(ratio -> say(cell, ratio.line()));
      if (report != null) {
        new Report(report).write(cell, contest.measured(), contest.latencies());
      }
      line = ratios.line();
    }
    System.out.println(line);
    return failed ? 1 : 0;
  }

  private int rounds() {
    return runs != null ? runs : quick ? 3 : 5;
  }

  private Optional<Baseline> baseline() {
    if (baseline == null) {
      return Optional.empty();
    }
    if (rounds() < 2) {
      throw usage("--baseline takes two --runs at least: one round shows no noise");
    }
    try {
      return Optional.of(Baseline.in(baseline));
    } catch (IllegalArgumentException e) {
      throw usage("--baseline: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void mustBeKnown() {
    Set<String> known =
        Stream.of(Kind.values())
            .flatMap(kind -> Contestants.all(kind).stream())
            .map(Contestant::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : only) {
      if (!known.contains(name)) {
        throw usage("--only: there is no '%s' among %s".formatted(name, known));
      }
    }
  }

  private List<Contestant> contestants(Cell cell) {
    if (!only.isEmpty()) {
      return Contestants.all(cell.kind()).stream().filter(c -> only.contains(c.name())).toList();
    }
    if (baseline != null) {
      return Contestants.routes(cell.kind());
    }
    return quick ? Contestants.few(cell.kind()) : Contestants.in(cell);
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Kind kind : or(workloads, quick ? List.of(Kind.W1) : List.of(Kind.values()))) {
      for (int bytes : or(sizes, quick ? List.of(200) : List.of(100, 1000))) {
        for (Delivery delivery :
            or(deliveries, quick ? List.of(Delivery.AT_LEAST_ONCE) : List.of(Delivery.values()))) {
          cells.add(new Cell(kind, records, bytes, delivery));
        }
      }
    }
    return cells;
  }

  private static <T> List<T> or(List<T> given, List<T> otherwise) {
    return given.isEmpty() ? otherwise : given;
  }

  private void say(Cell cell, String line) {
    System.out.println(quick ? line : cell.name() + " " + line);
  }
}
