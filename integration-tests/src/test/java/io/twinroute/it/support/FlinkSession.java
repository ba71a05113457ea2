package io.twinroute.it.support;

import io.twinroute.demo.local.ChildProcess;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.ProcessGroup;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A Flink session cluster of a job manager and a task manager, each a process of its own, with
 * Flink's own jars and nothing of the route's.
 */
public final class FlinkSession implements AutoCloseable {

  private static final Pattern NOT_FLINKS =
      Pattern.compile("(flink-connector-kafka|kafka-clients|route-|micronaut-|picocli).*");

  private static final int LINES_SHOWN = 30;

  private final ProcessGroup processes = new ProcessGroup("flink-session");
  private final int restPort = FreePorts.find();
  private final int slots;
  private ChildProcess jobManager;
  private ChildProcess taskManager;
  private final HttpClient http = HttpClient.newHttpClient();

  public FlinkSession(int slots) throws IOException {
    String config =
        """
        jobmanager.rpc.address: localhost
        jobmanager.rpc.port: %d
        rest.address: localhost
        rest.port: %d
        taskmanager.host: localhost
        taskmanager.numberOfTaskSlots: %d
        taskmanager.cpu.cores: 1
        taskmanager.memory.task.heap.size: 256m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.managed.size: 128m
        taskmanager.memory.network.min: 64m
        taskmanager.memory.network.max: 64m
        taskmanager.memory.framework.heap.size: 64m
        taskmanager.memory.framework.off-heap.size: 64m
        taskmanager.memory.jvm-metaspace.size: 384m
        taskmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-overhead.max: 64m
        heartbeat.interval: 1000
        heartbeat.timeout: 20000
        cluster.registration.error-delay: 1 s
        io.tmp.dirs: %s
        """
            .formatted(FreePorts.find(), restPort, slots, processes.folder());
    Files.writeString(processes.folder().resolve("config.yaml"), config);
    this.slots = slots;
    startJobManager();
    startTaskManager();
    try {
      awaitSlots();
    } catch (ConditionTimeoutException e) {
      List<String> last = new ArrayList<>(jobManager.lastLines(LINES_SHOWN));
      last.addAll(taskManager.lastLines(LINES_SHOWN));
      close();
      throw new IllegalStateException("Flink did not start:\n" + String.join("\n", last), e);
    }
  }

  /** Starts it, also in the place of one that was killed. */
  public void startJobManager() {
    jobManager =
        start(
            "jobmanager", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
  }

  /** Starts it, also in the place of one that was killed. */
  public void startTaskManager() {
    taskManager = start("taskmanager", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
  }

  public ProcessHandle jobManager() {
    return jobManager.process().toHandle();
  }

  public ProcessHandle taskManager() {
    return taskManager.process().toHandle();
  }

  private void awaitSlots() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .until(() -> get("/overview").contains("\"slots-available\":" + slots));
  }

  /** Where its processes write their logs. */
  public Path folder() {
    return processes.folder();
  }

  /** {@code host:port} of the REST endpoint. */
  public String address() {
    return "localhost:" + restPort;
  }

  /** How many jobs run. */
  public int runningJobs() {
    Matcher running = Pattern.compile("\"jobs-running\":(\\d+)").matcher(get("/overview"));
    return running.find() ? Integer.parseInt(running.group(1)) : 0;
  }

  private String get(String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://" + address() + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException("Flink does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ChildProcess start(String name, String main) {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add(ProcessLogging.option(processes.folder()));
    for (String opened : List.of("lang", "net", "nio", "time", "util", "util.concurrent")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of("-cp", flinksJars(), main, "--configDir", processes.folder().toString()));
    return processes.start(name, command, Map.of(), Duration.ofSeconds(5));
  }

  private static String flinksJars() {
    try (Stream<Path> jars = Files.list(Command.home().resolve("flink-router/target/lib"))) {
      return jars.filter(jar -> !NOT_FLINKS.matcher(jar.getFileName().toString()).matches())
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
