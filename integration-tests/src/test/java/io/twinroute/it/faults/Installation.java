package io.twinroute.it.faults;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.BrokerSetup;
import io.twinroute.demo.local.ExtraListener;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.LocalCluster;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.demo.local.QuorumMember;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.FlinkSession;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/**
 * All that two companies would run, each part a process that can be killed: three clusters behind
 * links of their own, a Flink cluster, a Connect worker and both routers. Tests read and write the
 * clusters beside the links.
 */
final class Installation implements AutoCloseable {

  /** Replicated, as a target should be: see docs/how-to/recover.md, Targets without replicas. */
  private static final List<String> CENTRAL = List.of("central-1", "central-2", "central-3");

  /** What can fail: the sources, each a cluster of one broker, and the target's three brokers. */
  static final List<String> BROKERS =
      Stream.concat(Stream.of("east", "west"), CENTRAL.stream()).toList();

  /** The broker with a disk that can be filled. */
  static final String DISK_OF = CENTRAL.get(0);

  /** As in a container: a cluster that is down when the router starts is waited for. */
  private static final String KEEP_TRYING = "--keep-trying";

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int DISK_MEBIBYTES = 1024;

  /** Two for the route that is rescaled, one for another. */
  private static final int SLOTS = 3;

  private static final int RECORDS_A_MEBIBYTE = 250;

  /** A route that comes and goes with a reload. */
  private static final String PASSING = "passing";

  private final Deque<Runnable> ends = new ArrayDeque<>();
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final LocalClusters clusters;
  private final FlinkSession flink;
  private final ConnectWorker connect;
  private final SmallDisk disk;
  private final Path folder;
  private final Map<Engine, Command> routers = new LinkedHashMap<>();
  private Command secondStreams;
  private final Map<Engine, Path> configs = new LinkedHashMap<>();
  private List<Flow> flows = List.of();

  /**
   * @param records how many a side there will be; the target's disk must hold them and their
   *     results
   */
  Installation(Path folder, int records) throws IOException {
    this.folder = folder;
    this.disk =
        SmallDisk.mount(
            folder.resolve("small-disk"), DISK_MEBIBYTES + records / RECORDS_A_MEBIBYTE);
    if (disk != null) {
      ends.push(disk::close);
    }
    // Also when a run is interrupted: what it has started and mounted must not outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "installation-end"));
    try {
      this.clusters = LocalClusters.start(setups());
      ends.push(clusters::close);
      this.connect = new ConnectWorker(clusters.processes(), address("central"), CENTRAL.size());
      connect.start();
      this.flink = new FlinkSession(SLOTS); // which takes as long to start as the worker does
      ends.push(flink::close);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private Map<String, BrokerSetup> setups() {
    Map<String, BrokerSetup> setups = new LinkedHashMap<>();
    List<Integer> controllers = CENTRAL.stream().map(alias -> FreePorts.find()).toList();
    String clusterId = Uuid.randomUuid().toString();
    for (String alias : BROKERS) {
      QuorumMember member =
          CENTRAL.contains(alias)
              ? new QuorumMember(clusterId, CENTRAL.indexOf(alias) + 1, controllers)
              : null;
      setups.put(alias, behindALink(alias, member));
    }
    return setups;
  }

  private BrokerSetup behindALink(String alias, QuorumMember member) {
    int port = FreePorts.find();
    Link link = new Link(port);
    links.put(alias, link);
    ends.push(link::close);
    Map<String, String> settings =
        disk == null || !alias.equals(DISK_OF)
            ? Map.of()
            : Map.of(
                "log.dirs",
                disk.folder().resolve("data").toString(),
                "log.segment.bytes",
                String.valueOf(8 << 20));
    return new BrokerSetup(
        settings, new ExtraListener("LINKED", "PLAINTEXT", port, link.port()), member, List.of());
  }

  private static List<String> brokersOf(String cluster) {
    return cluster.equals("central") ? CENTRAL : List.of(cluster);
  }

  /** Where the routers, Flink and Connect meet the cluster: behind its links. */
  private String address(String cluster) {
    return brokersOf(cluster).stream()
        .map(alias -> "localhost:" + link(alias).port())
        .collect(Collectors.joining(","));
  }

  /** The cluster as it is met beside its links. */
  Cluster direct(String cluster) {
    String addresses =
        brokersOf(cluster).stream()
            .map(alias -> clusters.cluster(alias).bootstrapServers())
            .collect(Collectors.joining(","));
    return new Cluster(cluster, addresses, Map.of());
  }

  LocalCluster broker(String alias) {
    return clusters.cluster(alias);
  }

  Link link(String alias) {
    return links.get(alias);
  }

  FlinkSession flink() {
    return flink;
  }

  ConnectWorker connect() {
    return connect;
  }

  /** The target's disk; null where it has none of its own. */
  SmallDisk disk() {
    return disk;
  }

  Command router(Engine engine) {
    return routers.get(engine);
  }

  /** What the routers run; to be said before one starts. Only the first route is rescaled. */
  void run(List<Flow> flows) {
    this.flows = List.copyOf(flows);
    for (Engine engine : Engines.all()) {
      configure(engine, 1);
    }
    write(folder.resolve("second"), 1, false);
  }

  private void configure(Engine engine, int parallelism) {
    configs.put(engine, write(folder.resolve(engine.id()), parallelism, false));
  }

  /**
   * @param changed whether all flows but the first are disabled, and a route of its own reads the
   *     last one's sources
   */
  private Path write(Path place, int parallelism, boolean changed) {
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RouteYaml file =
        new RouteYaml(this::address)
            .setting("restart: { initial-backoff: 500ms, max-backoff: 4s, max-attempts: 1000 }")
            .flink("cluster: \"%s\"".formatted(flink.address()))
            .kstreams("connect: \"%s\"".formatted(connect.url()));
    for (Flow flow : flows) {
      boolean first = flow == flows.get(0);
      add(file, flow.route(), flow, first ? parallelism : 1, first || !changed);
    }
    if (changed) {
      add(file, PASSING, flows.get(flows.size() - 1), 1, true);
    }
    return file.write(place);
  }

  private static void add(
      RouteYaml file, String route, Flow flow, int parallelism, boolean enabled) {
    file.routeOf(
        route,
        "topics: [ east/%s ]".formatted(flow.orders().name()),
        "topics: [ west/%1$s, east/%1$s ]".formatted(flow.payments().get(0).name()),
        2,
        "lateness: 2s",
        "type: outer, before: 5s, after: 5s",
        "parallelism: %d%n      max-record-bytes: %d%n      enabled: %b"
            .formatted(parallelism, Traffic.MAX_RECORD_BYTES, enabled));
  }

  /** The engine's route file. */
  Path config(Engine engine) {
    return configs.get(engine);
  }

  void startRouter(Engine engine) {
    routers.put(engine, Command.live(engine, config(engine), KEEP_TRYING));
  }

  /** Stops the router, and starts it with another parallelism. */
  void rescale(Engine engine, int parallelism) {
    stopRouter(engine);
    configure(engine, parallelism);
    startRouter(engine);
  }

  /** Has the running router take over another file, or the first one again. */
  void reload(Engine engine, boolean changed) {
    write(folder.resolve(engine.id()), 1, changed);
    Command.Result result =
        Command.run("reload", "--engine", engine.id(), "--config", config(engine).toString());
    if (result.exit() != 0) {
      throw new AssertionError("a reload failed: " + result + said(router(engine)));
    }
  }

  /** Returns when all its routes run. */
  void awaitRunning(Engine engine) {
    awaitRunning(router(engine));
  }

  private void awaitRunning(Command router) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              if (!router.isAlive()) {
                throw new AssertionError("a router has ended:\n" + said(router));
              }
              return flows.stream().allMatch(flow -> Health.isRunning(router, flow.route()));
            });
  }

  /** Ends it as an operator does. */
  void stopRouter(Engine engine) {
    awaitRunning(engine); // one that is still starting has nothing to hand over
    stop(router(engine));
  }

  /** A second Streams router beside the first, with a folder of its own. */
  void startSecondStreams() {
    secondStreams =
        Command.live(StreamsEngine.ENGINE, folder.resolve("second/routes.yml"), KEEP_TRYING);
    awaitRunning(secondStreams);
  }

  void stopSecondStreams() {
    stop(secondStreams);
    secondStreams = null;
  }

  private static void stop(Command router) {
    Command.Result result = router.stop();
    if (!result.out().contains(": stopped")) {
      throw new AssertionError("a router did not stop well: " + result);
    }
  }

  /** What the routers have said, for a test that fails. */
  String said() {
    StringBuilder text = new StringBuilder();
    routers.forEach((engine, router) -> text.append(engine).append(said(router)));
    return text.toString();
  }

  /** Copies what its processes have written to a folder that outlives it. */
  void keepLogs(Path place) {
    for (Path source : List.of(clusters.processes().folder(), flink.folder())) {
      try (Stream<Path> logs = Files.list(source)) {
        Files.createDirectories(place);
        for (Path log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
          Files.copy(log, place.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String said(Command router) {
    return "\n--- out\n" + router.outSoFar() + "--- err\n" + router.errSoFar();
  }

  /** Ends what there is by then, the last one first. */
  @Override
  public synchronized void close() {
    routers.values().forEach(Command::close);
    if (secondStreams != null) {
      secondStreams.close();
    }
    while (!ends.isEmpty()) {
      ends.pop().run();
    }
  }
}
