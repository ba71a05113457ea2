package io.twinroute.bench.run;

import io.twinroute.bench.run.Contestant.Started;
import io.twinroute.config.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs all contestants in turn, several times, and tells the ratios of their medians. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the routes beside plain clients and hand-written jobs, on three clusters of its"
            + " own. Only ratios within one run mean anything.")
public final class Bench implements Callable<Integer> {

  @Option(
      names = "--quick",
      description = "One workload, in under a quarter of an hour; what is measured by default.")
  @SuppressWarnings("unused") // so far the only size there is
  private boolean quick;

  @Option(names = "--records", description = "Records a side (default: ${DEFAULT-VALUE}).")
  private int records = 300_000;

  @Option(names = "--runs", description = "Runs of each contestant (default: ${DEFAULT-VALUE}).")
  private int runs = 3;

  @Option(names = "--bytes", description = "Of a value (default: ${DEFAULT-VALUE}).")
  private int bytes = 200;

  @Option(
      names = "--exactly-once",
      description = "Write results exactly once, in every contestant that can.")
  private boolean exactlyOnce;

  @Option(names = "--only", description = "These contestants only.", split = ",")
  private List<String> only = List.of();

  @Option(
      names = "--profile",
      paramLabel = "FOLDER",
      description = "Write a flame graph of each run's processes there. It costs some speed.")
  private @Nullable Path profiles;

  private final List<Measured> measured = new ArrayList<>();

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Workload workload =
        new Workload(
            records, bytes, 4, 2, exactlyOnce ? Delivery.EXACTLY_ONCE : Delivery.AT_LEAST_ONCE);
    List<Contestant> contestants =
        List.of(
                HandWritten.plain(),
                Twinroute.flink("heap"),
                HandWritten.intervalJoin("hashmap"),
                Twinroute.flink("rocksdb"),
                HandWritten.intervalJoin("rocksdb"),
                Twinroute.streams(),
                new StockStreams())
            .stream()
            .filter(contestant -> only.isEmpty() || only.contains(contestant.name()))
            .toList();
    try (Lab lab = new Lab(workload)) {
      lab.fill();
      for (int run = 1; run <= runs; run++) {
        for (Contestant contestant : contestants) {
          Measured result = run(lab, contestant, run);
          measured.add(result);
          System.out.println(line(result));
        }
      }
    }
    if (measured.stream().map(Measured::hash).distinct().count() > 1) {
      System.err.println("The contestants' results differ; the ratios mean nothing.");
      return 1;
    }
    System.out.println(new Ratios(measured).line());
    return 0;
  }

  private String line(Measured result) {
    return String.format(
        Locale.ROOT,
        "%-18s %6.1f s %9.0f records/s  us per record: engine %.1f mirror %.1f brokers %.1f  hash %x",
        result.contestant(),
        result.seconds(),
        drained() / result.seconds(),
        micros(result.used().engine()),
        micros(result.used().mirror()),
        micros(result.used().brokers()),
        result.hash());
  }

  private double micros(Duration time) {
    return time.toNanos() / 1e3 / drained();
  }

  /** So many records, of both sides, a run is measured by. */
  private double drained() {
    return 2.0 * records * (1 - Drain.WARM_UP);
  }

  private Measured run(Lab lab, Contestant contestant, int number) throws IOException {
    String run = contestant.name().toLowerCase(Locale.ROOT) + "-" + number;
    Path folder = Files.createDirectories(lab.folder().resolve("runs").resolve(run));
    lab.mirror().start(contestant.mirror());
    Started started = contestant.start(lab, run, folder);
    Profile profile = Profile.of(profiles, run, started.engine(), lab.mirror().process());
    Usage used;
    try (TopicEnds ends = new TopicEnds(lab.cluster("central"))) {
      used =
          new Drain(lab, started.engine(), ends)
              .await(
                  started.first(),
                  started.before() == Usage.NONE ? Drain.WARM_UP : 0,
                  profile::begin,
                  List.of(started.output()))
              .plus(started.before());
    }
    profile.end();
    started.stop().run();
    lab.mirror().stop();
    ResultHash hash = ResultHash.of(lab.cluster("central"), started.output());
    if (hash.records() != records) {
      throw new IllegalStateException(
          "%s wrote %d results instead of %d".formatted(run, hash.records(), records));
    }
    lab.remove("central", run);
    lab.remove("central", "twinroute-connect-");
    return new Measured(contestant.name(), used, hash.sum());
  }
}
