package io.twinroute.it.faults;

import io.twinroute.demo.local.ChildProcess;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.ProcessGroup;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.ProcessLogging;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A distributed Connect worker in a process of its own, with the settings of the mirror's image.
 */
public final class ConnectWorker {

  private static final String MAIN = "org.apache.kafka.connect.cli.ConnectDistributed";

  private final ProcessGroup processes;
  private final int port = FreePorts.find();
  private final Path settings;
  private final Map<String, String> environment;
  private ChildProcess process;

  ConnectWorker(ProcessGroup processes, String bootstrapServers, int replicas) {
    this(processes, bootstrapServers, replicas, Map.of());
  }

  /**
   * @param others settings that are other than the image's
   */
  public ConnectWorker(
      ProcessGroup processes, String bootstrapServers, int replicas, Map<String, String> others) {
    this(processes, bootstrapServers, replicas, others, Map.of());
  }

  /**
   * @param others settings that are other than the image's
   * @param environment what is added to this process's environment
   */
  public ConnectWorker(
      ProcessGroup processes,
      String bootstrapServers,
      int replicas,
      Map<String, String> others,
      Map<String, String> environment) {
    this.processes = processes;
    this.environment = environment;
    this.settings = processes.folder().resolve("connect.properties");
    Properties worker = imageSettings(bootstrapServers, replicas);
    worker.put("listeners", "http://127.0.0.1:" + port);
    worker.remove("plugin.path");
    worker.putAll(others);
    try (Writer writer = Files.newBufferedWriter(settings)) {
      worker.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties imageSettings(String bootstrapServers, int replicas) {
    try {
      String text =
          Files.readString(Command.home().resolve("deploy/docker/connect.properties"))
              .replace("${env:CONNECT_BOOTSTRAP_SERVERS}", bootstrapServers)
              .replace("${env:CONNECT_REPLICATION_FACTOR}", String.valueOf(replicas));
      Properties read = new Properties();
      read.load(new StringReader(text));
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** What it has said so far. */
  public List<String> log() {
    return process.logLines();
  }

  ProcessHandle process() {
    return process.process().toHandle();
  }

  /** Starts it, also in the place of one that was killed; returns at once. */
  public void start() {
    Path router = Command.home().resolve("kstreams-router/target");
    process =
        processes.start(
            "connect",
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                ProcessLogging.option(processes.folder()),
                "-cp",
                router.resolve("modules/*") + File.pathSeparator + router.resolve("lib/*"),
                MAIN,
                settings.toString()),
            environment,
            Duration.ofSeconds(5));
  }
}
