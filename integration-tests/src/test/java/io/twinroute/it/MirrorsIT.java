package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.demo.local.ProcessGroup;
import io.twinroute.it.faults.ConnectWorker;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.mirror.connect.ConnectClient;
import io.twinroute.mirror.connect.MirrorConnector;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One connector for each source topic: whom it concerns when it fails, and who may remove it. */
@SecondTier
class MirrorsIT {

  private final String stem = ThreeClusters.unique("mirrors");
  private final Map<String, SourceTopic> topics = new HashMap<>();

  @TempDir private Path folder;

  @BeforeEach
  void createTopics() {
    for (String topic : List.of("a", "b", "c")) {
      topics.put(topic, SourceTopic.create(ThreeClusters.east(), stem + "." + topic, 1));
    }
    for (String topic : List.of("p", "q")) {
      topics.put(topic, SourceTopic.create(ThreeClusters.west(), stem + "." + topic, 1));
    }
  }

  @AfterEach
  void closeTopics() {
    topics.values().forEach(SourceTopic::close);
  }

  @Test
  void shouldPruneTheWorkerInTheRouter() {
    mustPruneOnlyItsOwn("", "mirrors on central");
  }

  @Test
  void shouldPruneAConnectClusterAndTakeTheTopicsOfAnEarlierVersion() {
    try (ProcessGroup processes = new ProcessGroup("mirrors-it-")) {
      ConnectWorker worker = worker(processes);
      worker.start();
      ConnectClient connect = new ConnectClient(URI.create(worker.url()));

      mustPruneOnlyItsOwn(
          "connect: \"%s\"".formatted(worker.url()),
          "Connect at 127.0.0.1:" + URI.create(worker.url()).getPort());

      List<String> names =
          List.of(
              connector("east", "a"),
              connector("east", "b"),
              connector("east", "c"),
              connector("west", "p"),
              connector("west", "q"));
      assertThat(connect.names()).containsExactlyInAnyOrderElementsOf(names);

      Map<String, String> pair =
          new HashMap<>(connect.connectors().get(connector("east", "a")).config());
      pair.put(MirrorConnector.TOPICS, MirrorConnector.pattern(stem + ".a"));
      connect.put(new MirrorConnector("twinroute-east-to-central", pair));
      assertThat(connect.names()).contains("twinroute-east-to-central");
      Path config = write("ours", "connect: \"%s\"".formatted(worker.url()), List.of("ap"));
      mustEnd(config);
      assertThat(connect.names()).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  private void mustPruneOnlyItsOwn(String kstreams, String subject) {
    List<String> ourRoutes = List.of("ap", "bq");
    sendPairs();
    mustEnd(write("ours", kstreams, ourRoutes));
    mustEnd(write("theirs", kstreams, List.of("cq")));
    Path config = write("ours", kstreams, ourRoutes.subList(0, 1));
    String left = connector("east", "b") + ", which copies " + stem + ".b for no route";
    String shared =
        "kept: %s, which copies %s.q: route '%s' of another installation reads it"
            .formatted(connector("west", "q"), stem, name("cq"));

    Command.Result doctor =
        Command.run("doctor", "--engine", "kstreams", "--config", config.toString());
    assertThat(doctor.exit()).as(doctor.toString()).isZero();
    assertThat(doctor.out().lines().filter(line -> line.startsWith("warn")))
        .containsExactly(
            ("warn  %s: connector %s copies %s.b, which no route of the file reads. Remove it with"
                    + " './twinroute mirror prune'.")
                .formatted(subject, connector("east", "b"), stem));

    assertThat(prune(config, "--dry-run"))
        .contains("would be removed: " + left, shared)
        .filteredOn(line -> line.startsWith("would be"))
        .hasSize(1);

    assertThat(prune(config)) // a look has removed nothing
        .contains("removed: " + left, shared)
        .filteredOn(line -> line.startsWith("removed"))
        .hasSize(1);
    assertThat(prune(config)).contains("nothing to remove", shared);

    // The topic is needed once more, and the copies that are there are those of now.
    sendPairs();
    Path again = write("ours", kstreams, ourRoutes);
    mustEnd(again);
    for (String route : List.of(name("ap"), name("bq"))) {
      assertThat(Outputs.mustEqualReference(again, route, StreamsEngine.ENGINE)).isEqualTo(2);
    }
  }

  @Test
  void shouldTroubleOnlyTheRoutesThatReadATopicThatCannotBeCopied() {
    String good = name("ap");
    String bad = name("bq");
    Path config = write("ours", "", List.of("ap", "bq"));

    try (Command router = Command.live(StreamsEngine.ENGINE, config)) {
      Outputs.await().until(() -> Health.isRunning(router, good) && Health.isRunning(router, bad));
      SourceTopic.change(
          ThreeClusters.central(), "east." + stem + ".b", "max.message.bytes", "1000");
      sendPairs();
      byte[] large = new byte[20_000];
      new Random(1).nextBytes(large); // which does not compress
      topics.get("b").send(0, System.currentTimeMillis(), large, large);
      topics.get("b").flush();
      Outputs.await()
          .untilAsserted(
              () ->
                  assertThat(Health.of(router))
                      .contains(
                          "\"%s\":{\"state\":\"restarting\",\"reason\":\"Mirroring: task 0 of %s failed"
                              .formatted(bad, connector("east", "b"))));
      assertThat(Health.isRunning(router, good)).isTrue();
      sendPairs();
      Outputs.await()
          .untilAsserted(
              () ->
                  assertThat(Outputs.mustEqualReference(config, good, StreamsEngine.ENGINE))
                      .isEqualTo(2));
      assertThat(Health.isRunning(router, good)).isTrue();
    }
  }

  /** In a group of its own: the image's may have connectors of other tests. */
  private ConnectWorker worker(ProcessGroup processes) {
    return new ConnectWorker(
        processes,
        ThreeClusters.central().bootstrapServers(),
        1,
        Map.of(
            "group.id", stem,
            "config.storage.topic", stem + "-configs",
            "offset.storage.topic", stem + "-offsets",
            "status.storage.topic", stem + "-status"));
  }

  /** One record each, under a key of this time alone. */
  private void sendPairs() {
    long time = System.currentTimeMillis();
    for (SourceTopic topic : topics.values()) {
      topic.send(0, time, ("k" + time).getBytes(UTF_8), "1".getBytes(UTF_8));
      topic.flush();
    }
  }

  private static void mustEnd(Path config) {
    Command.Result result = Command.untilEnd(StreamsEngine.ENGINE, config);
    assertThat(result.exit()).as(result.toString()).isZero();
  }

  private static List<String> prune(Path config, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("mirror", "prune", "--config", config.toString()));
    arguments.addAll(List.of(more));
    Command.Result result = Command.run(arguments.toArray(String[]::new));
    assertThat(result.exit()).as(result.toString()).isZero();
    return result.out().lines().toList();
  }

  private String connector(String cluster, String topic) {
    return "twinroute-%s-to-central.%s.%s".formatted(cluster, stem, topic);
  }

  /**
   * @param topics the route's two topics, such as {@code ap}
   */
  private String name(String topics) {
    return stem + "-" + topics;
  }

  private Path write(String place, String kstreams, List<String> routes) {
    RouteYaml yaml = new RouteYaml();
    if (!kstreams.isEmpty()) {
      yaml.kstreams(kstreams);
    }
    for (String route : routes) {
      String left = route.substring(0, 1);
      String right = route.substring(1);
      yaml.route(name(route), stem + "." + left, stem + "." + right, 1);
    }
    try {
      return yaml.write(Files.createDirectories(folder.resolve(place)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
