package io.twinroute.bench.contestant;

import io.twinroute.bench.lab.Build;
import io.twinroute.bench.lab.Goal;
import io.twinroute.bench.lab.JoinShape;
import io.twinroute.bench.lab.Lab;
import io.twinroute.bench.lab.WorkerSetup;
import io.twinroute.bench.lab.Workload;
import io.twinroute.bench.measure.Usage;
import io.twinroute.cli.engine.Launcher;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.ChildProcess;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The route on one of our engines, started as a user starts it. */
final class Twinroute implements Contestant {

  private final Build build;
  private final String route;
  private final Engine engine;
  private final String backend;
  private final Optional<Delivery> delivery;

  private Twinroute(
      Build build, String route, Engine engine, String backend, Optional<Delivery> delivery) {
    this.build = build;
    this.route = route;
    this.engine = engine;
    this.backend = backend;
    this.delivery = delivery;
  }

  /**
   * @param backend {@code heap} or {@code rocksdb}
   */
  static Twinroute flink(String backend) {
    return new Twinroute(
        Build.own(), "flink-" + backend, FlinkEngine.ENGINE, backend, Optional.empty());
  }

  /** The same, at least once whatever the workload asks for. */
  static Twinroute flinkAtLeastOnce(String backend) {
    return new Twinroute(
        Build.own(),
        "flink-" + backend + "-alo",
        FlinkEngine.ENGINE,
        backend,
        Optional.of(Delivery.AT_LEAST_ONCE));
  }

  static Twinroute streams() {
    return new Twinroute(Build.own(), "streams", StreamsEngine.ENGINE, "rocksdb", Optional.empty());
  }

  /** The same from another build, which is to read the same route file. */
  Twinroute of(Build other) {
    return new Twinroute(other, route, engine, backend, delivery);
  }

  @Override
  public String name() {
    return route + build.suffix();
  }

  @Override
  public String route() {
    return route;
  }

  @Override
  public Optional<WorkerSetup> mirror() {
    return engine.equals(StreamsEngine.ENGINE)
        ? Optional.of(WorkerSetup.of(build))
        : Optional.empty();
  }

  @Override
  public Started start(Lab lab, Inputs inputs, String run, Path folder) {
    Launcher launcher = build.launcher();
    Usage start = Usage.now(lab);
    ChildProcess child =
        lab.clusters()
            .processes()
            .start(
                run,
                launcher.run(engine, write(lab, inputs, run, folder)),
                launcher.environment(folder),
                Duration.ofSeconds(1));
    Goal output = Goal.of(run + "-" + engine.id(), lab.results());
    return new Started(
        child,
        start,
        engine.equals(StreamsEngine.ENGINE)
            ? lab.copies(run + "-east." + inputs.left(), run + "-west." + inputs.right())
            : output,
        output,
        Optional.empty());
  }

  /** Aliases of this run alone, so that its copies and connectors are new. */
  private Path write(Lab lab, Inputs inputs, String run, Path folder) {
    Workload workload = lab.workload();
    String text =
        String.format(
            Locale.ROOT,
            """
            twinroute:
              clusters:
                %1$s-east: { bootstrap-servers: "%2$s" }
                %1$s-west: { bootstrap-servers: "%3$s" }
                central: { bootstrap-servers: "%4$s" }
              flink: { state-dir: "%5$s/flink", state-backend: %6$s }
              kstreams: { state-dir: "%5$s/kstreams"%7$s, mirror-tasks: %8$d }
              routes:
                %1$s:
                  left:  { cluster: %1$s-east, topic: %9$s, as: order, lateness: %10$dms }
                  right: { cluster: %1$s-west, topic: %11$s, as: %14$s, lateness: %10$dms }
                  join:  { %15$s }
                  output: { cluster: central, topic: "%1$s-{engine}", partitions: %12$d }
                  delivery: %13$s
                  parallelism: %8$d
            """,
            run,
            lab.address("east"),
            lab.address("west"),
            lab.address("central"),
            folder,
            backend,
            engine.equals(StreamsEngine.ENGINE)
                ? ", connect: \"" + lab.mirror().current().url() + "\""
                : "",
            workload.parallelism(),
            inputs.left(),
            inputs.lateness(),
            inputs.right(),
            workload.partitions(),
            delivery.orElse(workload.delivery()).id(),
            workload.shape().member(),
            join(workload.shape(), inputs));
    try {
      return Files.writeString(folder.resolve("routes.yml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String join(JoinShape shape, Inputs inputs) {
    String type = "type: " + shape.id();
    return shape == JoinShape.LOOKUP
        ? type
        : "%s, before: %2$dms, after: %2$dms".formatted(type, inputs.window());
  }
}
