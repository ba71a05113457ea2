package io.twinroute.bench.run;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.twinroute.bench.run.Workload.Kind;
import io.twinroute.config.plan.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs all contestants, several times, and tells the medians of the ratios of their runs. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures the routes beside plain clients and hand-written jobs, on three clusters of its"
            + " own. Only ratios within one run mean anything.")
public final class Bench implements Callable<Integer> {

  /** The round before the first, for what lives on from run to run; it counts for nobody. */
  private static final int WARM_UP = 0;

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
          "Records a side (default: ${DEFAULT-VALUE}). Of W1, W2 and W4, hand-written Flink works"
              + " off half of them, on RocksDB a tenth.")
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

  private boolean failed;

  /**
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    mustBeKnown();
    String line = "";
    for (Cell cell : cells()) {
      List<Contestant> contestants = contestants(cell);
      if (contestants.isEmpty()) {
        continue;
      }
      List<Measured> measured = new ArrayList<>();
      List<Latencies> latencies = new ArrayList<>();
      run(cell, contestants, measured, latencies);
      if (differ(measured)) {
        System.err.println("The contestants' results differ; the ratios mean nothing.");
        return 1;
      }
      // Reports have one order, whatever that of the rounds was.
      List<String> names = contestants.stream().map(Contestant::name).toList();
      measured.sort(comparingInt(run -> names.indexOf(run.contestant())));
      Ratios ratios = new Ratios(measured);
      if (!quick) {
        ratios.spread().forEach(ratio -> System.out.println(cell.name() + " " + ratio.line()));
      }
      if (report != null) {
        new Report(report).write(cell, measured, latencies);
      }
      line = ratios.line();
    }
    System.out.println(line);
    return failed ? 1 : 0;
  }

  /** Whether any two that have worked off the same records have written other results. */
  private static boolean differ(List<Measured> measured) {
    return measured.stream()
        .filter(run -> run.hash() != 0)
        .collect(groupingBy(Measured::records, mapping(Measured::hash, toSet())))
        .values()
        .stream()
        .anyMatch(hashes -> hashes.size() > 1);
  }

  private void mustBeKnown() {
    Set<String> known =
        Stream.of(Kind.values())
            .flatMap(kind -> Contestants.all(kind).stream())
            .map(Contestant::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : only) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "--only: there is no '%s' among %s".formatted(name, known));
      }
    }
  }

  private List<Contestant> contestants(Cell cell) {
    if (!only.isEmpty()) {
      return Contestants.all(cell.kind()).stream().filter(c -> only.contains(c.name())).toList();
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

  private void run(
      Cell cell, List<Contestant> contestants, List<Measured> measured, List<Latencies> latencies)
      throws IOException {
    try (Labs labs = new Labs(cell)) {
      List<Contestant> left = new ArrayList<>(contestants);
      for (Contestant contestant : contestants) {
        if (contestant.isMirrored()) {
          measure(cell, labs, contestant, WARM_UP, left)
              .ifPresent(warm -> say(cell, warm.contestant() + " has warmed its mirror up"));
        }
      }
      for (int number = 1; number <= (runs != null ? runs : quick ? 3 : 5); number++) {
        for (Contestant contestant : shuffled(left, number)) {
          measure(cell, labs, contestant, number, left)
              .ifPresent(
                  result -> {
                    measured.add(result);
                    say(cell, result.line());
                  });
        }
      }
      if (openLoop && cell.kind() == Kind.W1) {
        OpenLoop loop = new OpenLoop(labs.whole(), cell.bytes());
        for (Contestant contestant : left) {
          if (contestant.joins() && !contestant.isForItsSum()) {
            latency(cell, contestant, loop, latencies);
          }
        }
      }
    }
  }

  /** Nobody follows the same one in every round: what it leaves to do would count for the next. */
  private static List<Contestant> shuffled(List<Contestant> contestants, int number) {
    List<Contestant> order = new ArrayList<>(contestants);
    Collections.shuffle(order, new Random(number));
    return order;
  }

  /**
   * @param left who takes part from now on: not the contestant, if it fails
   */
  private Optional<Measured> measure(
      Cell cell, Labs labs, Contestant contestant, int number, List<Contestant> left)
      throws IOException {
    try {
      return Optional.of(new CellRun(labs.of(contestant), profiles).run(contestant, number));
    } catch (IllegalStateException e) {
      fail(cell, contestant, e);
      left.remove(contestant);
      return Optional.empty();
    }
  }

  private void latency(Cell cell, Contestant contestant, OpenLoop loop, List<Latencies> latencies)
      throws IOException {
    try {
      Latencies result = loop.run(contestant);
      latencies.add(result);
      say(cell, result.line());
    } catch (IllegalStateException e) {
      fail(cell, contestant, e);
    }
  }

  /** The others can be measured all the same. */
  private void fail(Cell cell, Contestant contestant, IllegalStateException e) {
    failed = true;
    System.err.println(
        cell.name() + " " + contestant.name() + " does not count: " + e.getMessage());
  }

  private void say(Cell cell, String line) {
    System.out.println(quick ? line : cell.name() + " " + line);
  }
}
