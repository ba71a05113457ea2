package io.twinroute.bench.contestant;

import io.twinroute.bench.lab.Goal;
import io.twinroute.bench.lab.Lab;
import io.twinroute.bench.lab.Workload;
import io.twinroute.bench.measure.Usage;
import io.twinroute.bench.process.Jvm;
import io.twinroute.bench.process.Settings;
import io.twinroute.demo.local.ChildProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that reads both sources itself: a plain one, or a Flink job. */
final class HandWritten implements Contestant {

  private static final Path HOME = Path.of(System.getProperty("twinroute.home"));

  private final String name;
  private final String classpath;
  private final String main;
  private final List<String> options;
  private final Map<String, String> more;

  private HandWritten(
      String name, String classpath, String main, List<String> options, Map<String, String> more) {
    this.name = name;
    this.classpath = classpath;
    this.main = main;
    this.options = options;
    this.more = more;
  }

  /** R0: copies both sides, and joins nothing. */
  static HandWritten copy() {
    return plain("R0", "PlainCopy");
  }

  /** R1. Its heap holds what waits for its partner. */
  static HandWritten join() {
    return plain("R1", "PlainJoin");
  }

  private static HandWritten plain(String name, String main) {
    return new HandWritten(
        name,
        System.getProperty("java.class.path"),
        "io.twinroute.bench.reference." + main,
        List.of(),
        Map.of());
  }

  /** Flink's {@code intervalJoin}, as its documentation has it. */
  static HandWritten intervalJoin(String backend) {
    return flink("idiomatic", "IntervalJoinJob", backend, Map.of());
  }

  /** The same, with the settings that tuning guides advise. */
  static HandWritten tunedIntervalJoin(String backend) {
    return flink("tuned", "IntervalJoinJob", backend, Map.of("tuned", "true"));
  }

  /** Flink SQL. */
  static HandWritten sql(String backend) {
    return flink("sql", "SqlJoinJob", backend, Map.of());
  }

  /**
   * @param backend {@code heap} or {@code rocksdb}
   */
  private static HandWritten flink(
      String name, String main, String backend, Map<String, String> more) {
    Path peer = HOME.resolve("benchmarks/flink-peer/target");
    Map<String, String> settings = new LinkedHashMap<>(more);
    settings.put("backend", backend.equals("heap") ? "hashmap" : backend);
    return new HandWritten(
        name + "-" + backend,
        peer.resolve("classes") + File.pathSeparator + peer.resolve("lib/*"),
        "io.twinroute.bench.flink." + main,
        Stream.of("lang", "net", "nio", "time", "util", "util.concurrent")
            .map(p -> "--add-opens=java.base/java." + p + "=ALL-UNNAMED")
            .toList(),
        settings);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double part() {
    String backend = more.get("backend");
    return backend == null ? 1 : backend.equals("rocksdb") ? SLOWEST : SLOWER;
  }

  @Override
  public boolean joins() {
    return !name.equals("R0");
  }

  @Override
  public Started start(Lab lab, Inputs inputs, String run, Path folder) {
    lab.create("central", run);
    Usage start = Usage.now(lab);
    Map<String, String> settings = common(lab, inputs, run);
    settings.put("orders.bootstrap", lab.address("east"));
    settings.put("orders.topic", inputs.left());
    settings.put("right.bootstrap", lab.address("west"));
    settings.put("right.topic", inputs.right());
    settings.put("checkpoints", folder.resolve("checkpoints").toString());
    settings.putAll(more);
    ChildProcess child = start(lab, run, options, classpath, main, folder, settings);
    Goal output = Goal.of(run, joins() ? lab.results() : lab.workload().records());
    return new Started(child, start, output, output, Optional.empty());
  }

  /** Starts a program that reads its settings from a file. */
  static ChildProcess start(
      Lab lab,
      String run,
      List<String> options,
      String classpath,
      String main,
      Path folder,
      Map<String, String> settings) {
    Path file = Settings.write(folder.resolve("settings.properties"), settings);
    return lab.clusters()
        .processes()
        .start(
            run,
            Jvm.command(folder, "1g", options, classpath, main, file.toString()),
            Map.of(),
            Duration.ofSeconds(1));
  }

  static Map<String, String> common(Lab lab, Inputs inputs, String output) {
    Workload workload = lab.workload();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("output.bootstrap", lab.address("central"));
    settings.put("output.topic", output);
    settings.put("join", workload.shape().id());
    settings.put("window", String.valueOf(inputs.window()));
    settings.put("lateness", String.valueOf(inputs.lateness()));
    settings.put("delivery", workload.delivery().id());
    settings.put("parallelism", String.valueOf(workload.parallelism()));
    return settings;
  }
}
