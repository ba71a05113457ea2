package io.twinroute.bench.run;

import io.twinroute.cli.local.ChildProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** R1. Its heap holds what waits for its partner. */
  static HandWritten plain() {
    return new HandWritten(
        "R1",
        System.getProperty("java.class.path"),
        "io.twinroute.bench.reference.PlainJoin",
        List.of(),
        Map.of());
  }

  /**
   * @param backend {@code hashmap} or {@code rocksdb}
   */
  static HandWritten intervalJoin(String backend) {
    Path peer = HOME.resolve("benchmarks/flink-peer/target");
    return new HandWritten(
        "idiomatic-" + (backend.equals("hashmap") ? "heap" : backend),
        peer.resolve("classes") + File.pathSeparator + peer.resolve("lib/*"),
        "io.twinroute.bench.flink.IntervalJoinJob",
        Stream.of("lang", "net", "nio", "time", "util", "util.concurrent")
            .map(p -> "--add-opens=java.base/java." + p + "=ALL-UNNAMED")
            .toList(),
        Map.of("backend", backend));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Started start(Lab lab, String run, Path folder) {
    lab.create("central", run);
    Map<String, String> settings = common(lab, run);
    settings.put("orders.bootstrap", lab.address("east"));
    settings.put("orders.topic", Lab.ORDERS);
    settings.put("payments.bootstrap", lab.address("west"));
    settings.put("payments.topic", Lab.PAYMENTS);
    settings.put("checkpoints", folder.resolve("checkpoints").toString());
    settings.putAll(more);
    return start(lab, run, folder, settings);
  }

  private Started start(Lab lab, String run, Path folder, Map<String, String> settings) {
    ChildProcess child =
        lab.clusters()
            .processes()
            .start(
                run,
                Jvm.command(
                    "1g",
                    concat(List.of("-XX:+UseParallelGC"), options),
                    classpath,
                    main,
                    Settings.write(folder.resolve("settings.properties"), settings).toString()),
                Map.of(),
                Duration.ofSeconds(1));
    return new Started(
        child.process().toHandle(),
        List.of(run),
        run,
        Usage.NONE,
        () -> child.process().destroyForcibly());
  }

  static Map<String, String> common(Lab lab, String output) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("output.bootstrap", lab.address("central"));
    settings.put("output.topic", output);
    settings.put("window", String.valueOf(Workload.WINDOW));
    settings.put("delivery", lab.workload().delivery().id());
    settings.put("parallelism", String.valueOf(lab.workload().parallelism()));
    return settings;
  }

  private static List<String> concat(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
