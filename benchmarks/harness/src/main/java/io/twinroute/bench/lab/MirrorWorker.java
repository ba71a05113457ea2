package io.twinroute.bench.lab;

import io.twinroute.bench.process.Jvm;
import io.twinroute.bench.process.Waiting;
import io.twinroute.demo.local.ChildProcess;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.ProcessGroup;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.connect.ConnectClient;
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
import java.util.Properties;

/**
 * A Connect worker on the target: as Kafka ships it, or with the settings of the project's image.
 */
public final class MirrorWorker {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final int port;
  private final ChildProcess process;

  private MirrorWorker(int port, ChildProcess process) {
    this.port = port;
    this.process = process;
  }

  /** Starts one; returns when it answers. */
  static MirrorWorker start(ProcessGroup processes, WorkerSetup setup, String target) {
    int port = FreePorts.find();
    Path settings = processes.folder().resolve(setup.name() + ".properties");
    try (Writer writer = Files.newBufferedWriter(settings)) {
      Properties worker = new Properties();
      worker.load(
          new StringReader(
              Files.readString(setup.build().connectSettings())
                  .replace(WorkerSetup.NAME_IN_IMAGE, setup.name())
                  .replace("${env:CONNECT_BOOTSTRAP_SERVERS}", target)
                  .replace("${env:CONNECT_REPLICATION_FACTOR}", "1")));
      worker.put("listeners", "http://127.0.0.1:" + port);
      worker.remove("plugin.path");
      if (!setup.exactlyOnce()) {
        worker.put("exactly.once.source.support", "disabled");
      }
      worker.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ChildProcess process =
        processes.start(
            setup.name(),
            Jvm.command(
                processes.folder(),
                setup.heap(),
                List.of(),
                setup.build().connectClasspath(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                settings.toString()),
            Map.of(),
            Duration.ofSeconds(5));
    MirrorWorker worker = new MirrorWorker(port, process);
    worker.awaitAnswer();
    return worker;
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      try {
        client().info();
        return;
      } catch (MirrorException e) {
        mustLive();
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("Connect does not answer", e);
        }
        Waiting.pause();
      }
    }
  }

  public ConnectClient client() {
    return new ConnectClient(URI.create(url()));
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  ProcessHandle process() {
    return process.process().toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * @throws IllegalStateException with its last lines of output, if it has ended by itself
   */
  void mustLive() {
    Waiting.mustLive(process);
  }

  /** Removes all connectors; returns when it has none. */
  void empty() {
    client().names().forEach(client()::remove);
    Waiting.until(() -> client().names().isEmpty());
  }
}
