package io.twinroute.bench.run;

import io.twinroute.cli.local.ChildProcess;
import io.twinroute.cli.local.FreePorts;
import io.twinroute.cli.local.ProcessGroup;
import io.twinroute.mirror.ConnectClient;
import io.twinroute.mirror.MirrorException;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A Connect worker on the target: as Kafka ships it, or with the settings of the project's image.
 */
final class MirrorWorker {

  /** What a contestant needs of it. */
  enum Kind {
    NONE,
    /** Kafka's defaults, so no exactly-once. */
    STOCK,
    /** The project's image. */
    TWINROUTE
  }

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final Path home = Path.of(System.getProperty("twinroute.home"));
  private final ProcessGroup processes;
  private final String target;
  private final int port = FreePorts.find();
  private @Nullable ChildProcess process;

  MirrorWorker(ProcessGroup processes, String target) {
    this.processes = processes;
    this.target = target;
  }

  /** Starts a worker that knows of no connector; returns when it answers. */
  void start(Kind kind) {
    if (kind == Kind.NONE) {
      return;
    }
    Path settings = processes.folder().resolve("connect.properties");
    try (Writer writer = Files.newBufferedWriter(settings)) {
      Properties worker = new Properties();
      worker.load(
          new StringReader(
              Files.readString(home.resolve("deploy/docker/connect.properties"))
                  .replace("${env:CONNECT_BOOTSTRAP_SERVERS}", target)
                  .replace("${env:CONNECT_REPLICATION_FACTOR}", "1")));
      worker.put("listeners", "http://127.0.0.1:" + port);
      worker.remove("plugin.path");
      if (kind == Kind.STOCK) {
        worker.put("exactly.once.source.support", "disabled");
      }
      worker.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path router = home.resolve("kstreams-router/target");
    process =
        processes.start(
            "connect",
            Jvm.command(
                "768m",
                List.of(),
                router.resolve("modules/*") + File.pathSeparator + router.resolve("lib/*"),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                settings.toString()),
            Map.of(),
            Duration.ofSeconds(5));
    awaitAnswer();
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      try {
        client().info();
        return;
      } catch (MirrorException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(String.join("\n", running().lastLines(20)), e);
        }
        Waiting.pause();
      }
    }
  }

  ConnectClient client() {
    return new ConnectClient(URI.create(url()));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Its process, while it runs. */
  Optional<ProcessHandle> process() {
    return Optional.ofNullable(process).map(child -> child.process().toHandle());
  }

  private ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  /** Ends it if it runs; the next one begins with what is in its topics. */
  void stop() {
    if (process != null) {
      ChildProcess ending = process;
      ending.process().destroyForcibly();
      Waiting.until(() -> !ending.isAlive());
      process = null;
    }
  }
}
