package io.twinroute.bench.run;

import io.twinroute.cli.engine.Launcher;
import io.twinroute.cli.local.ChildProcess;
import io.twinroute.config.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The route on one of our engines, started as a user starts it. */
final class Twinroute implements Contestant {

  private final String name;
  private final Engine engine;
  private final String backend;

  private Twinroute(String name, Engine engine, String backend) {
    this.name = name;
    this.engine = engine;
    this.backend = backend;
  }

  /**
   * @param backend {@code heap} or {@code rocksdb}
   */
  static Twinroute flink(String backend) {
    return new Twinroute("flink-" + backend, Engine.FLINK, backend);
  }

  static Twinroute streams() {
    return new Twinroute("streams", Engine.KSTREAMS, "rocksdb");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MirrorWorker.Kind mirror() {
    return engine == Engine.KSTREAMS ? MirrorWorker.Kind.TWINROUTE : MirrorWorker.Kind.NONE;
  }

  @Override
  public Started start(Lab lab, String run, Path folder) {
    Launcher launcher = Launcher.current();
    ChildProcess child =
        lab.clusters()
            .processes()
            .start(
                run,
                launcher.run(engine, write(lab, run, folder)),
                launcher.environment(),
                Duration.ofSeconds(1));
    String output = run + "-" + engine.id();
    return new Started(
        child.process().toHandle(),
        engine == Engine.KSTREAMS
            ? List.of(run + "-east." + Lab.ORDERS, run + "-west." + Lab.PAYMENTS)
            : List.of(output),
        output,
        Usage.NONE,
        () -> child.process().destroyForcibly());
  }

  /** Aliases of this run alone, so that its copies and connectors are new. */
  private Path write(Lab lab, String run, Path folder) {
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
              kstreams: { state-dir: "%5$s/kstreams", connect: "%7$s", mirror-tasks: %8$d }
              routes:
                %1$s:
                  left:  { cluster: %1$s-east, topic: %9$s, as: order, lateness: %10$dms }
                  right: { cluster: %1$s-west, topic: %11$s, as: payment, lateness: %10$dms }
                  join:  { type: inner, before: %10$dms, after: %10$dms }
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
            lab.mirror().url(),
            workload.parallelism(),
            Lab.ORDERS,
            Workload.WINDOW,
            Lab.PAYMENTS,
            workload.partitions(),
            workload.delivery().id());
    try {
      return Files.writeString(folder.resolve("routes.yml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
