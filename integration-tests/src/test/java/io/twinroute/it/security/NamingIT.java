package io.twinroute.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.parity.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An installation on a platform where each team has a prefix: the target lets it use and create
 * what begins so, by one rule for each type of resource, and nothing else.
 */
@SecondTier
class NamingIT {

  private static final String PREFIX = "team-a.";
  private static final String ROUTE = PREFIX + "paid";
  private static final String OTHER = PREFIX + "more";
  private static final List<String> CLUSTERS = List.of("east", "west", "central");

  @TempDir private static Path shared;
  private static SecuredClusters clusters;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    clusters = new SecuredClusters(shared);
  }

  @AfterAll
  static void stop() {
    clusters.close();
  }

  @Test
  void shouldCreateAndJoinNothingWithoutThePrefix() throws Exception {
    try (SourceTopic orders = SourceTopic.create(clusters.open("east"), "orders", 2);
        SourceTopic more = SourceTopic.create(clusters.open("east"), "team-a.more.v1", 1);
        SourceTopic payments = SourceTopic.create(clusters.open("west"), "payments", 3)) {
      for (SourceTopic topic : List.of(orders, more, payments)) {
        new NastyRecords(topic.name().length(), Instant.now()).write(topic, 500, 50, null);
      }
      for (Engine engine : Engines.all()) {
        allow(engine, List.of(orders.name(), more.name()), payments.name());
      }
      Set<String> before = names();

      for (Engine engine : Engines.all()) {
        Path config = write(clusters.routeFile(engine), engine.id(), ROUTE, OTHER);
        succeed(Command.untilEndArguments(engine, config));
      }
      Path open = write(openly(), "open", ROUTE, OTHER);
      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(open, ROUTE, engine)).isPositive();
        assertThat(Outputs.mustEqualReference(open, OTHER, engine)).isPositive();
      }
      mustPrune();
      succeed("replay", "--config", open.toString(), "--route", ROUTE);

      Set<String> created = new TreeSet<>(names());
      created.removeAll(before);
      assertThat(created)
          .contains(
              "central topic team-a.east.orders",
              "central topic team-a.east.team-a.more.v1",
              "central topic team-a.west.payments",
              "central topic team-a.twinroute.pins",
              "central topic team-a.twinroute-connect-central-configs",
              "central topic team-a.twinroute-connect-central-offsets",
              "central topic team-a.twinroute-connect-central-status",
              "central topic team-a.paid-kstreams.dead-letter",
              "central transactional id team-a.twinroute-pins-" + ROUTE,
              "central transactional id team-a.connect-cluster-twinroute-connect-central",
              "east transactional id team-a.twinroute-replay-team-a.paid-east/orders",
              "connector team-a.twinroute-east-to-central.orders")
          .anyMatch(name -> name.startsWith("central group team-a.twinroute-team-a.paid-"))
          .anyMatch(name -> name.contains("-team-a.twinroute-east-to-central.orders-0"))
          .allMatch(name -> name.matches(".*(topic|group|transactional id|connector) team-a\\..*"));
    }
  }

  /** The other route is no more in the file: its topic's connector goes, and no other does. */
  private void mustPrune() throws IOException {
    Path config = write(clusters.routeFile(StreamsEngine.ENGINE), StreamsEngine.ENGINE.id(), ROUTE);
    String left = "team-a.twinroute-east-to-central.team-a.more.v1";

    Command.Result doctor =
        succeed("doctor", "--engine", "kstreams", "--config", config.toString());
    assertThat(doctor.out())
        .contains("connector " + left + " copies team-a.more.v1, which no route of the file reads.")
        .containsPattern("ok +rights on central: all \\d+ ")
        .contains("on kstreams it resumes from what its first start has pinned")
        .contains("copies central/team-a.east.orders: its oldest and newest records are copies");

    Command.Result pruned = succeed("mirror", "prune", "--config", config.toString());
    assertThat(pruned.out()).contains("removed: " + left).containsOnlyOnce("removed: ");
    assertThat(succeed("mirror", "prune", "--config", config.toString()).out())
        .contains("nothing to remove");
  }

  private static Command.Result succeed(String... arguments) {
    try (Command command = Command.start(SecuredClusters.SECRETS, arguments)) {
      Command.Result result = command.await();
      assertThat(result.exit()).as(result.toString()).isZero();
      return result;
    }
  }

  private static RouteYaml openly() {
    return new RouteYaml(alias -> clusters.open(alias).bootstrapServers());
  }

  /**
   * @param place the same one for a run that is to resume
   */
  private Path write(RouteYaml yaml, String place, String... routes) throws IOException {
    yaml.setting("naming: { prefix: \"" + PREFIX + "\" }");
    for (String route : routes) {
      yaml.route(route, route.equals(ROUTE) ? "orders" : "team-a.more.v1", "payments", 2);
    }
    return yaml.write(Files.createDirectories(folder.resolve(place)));
  }

  /** What a platform gives to a team. */
  private static void allow(Engine engine, List<String> ofEast, String ofWest) {
    for (ResourceType type :
        List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
      clusters.allow(
          "central",
          engine,
          new ResourcePattern(type, PREFIX, PatternType.PREFIXED),
          AclOperation.ALL);
    }
    ofEast.forEach(topic -> allowToRead("east", engine, topic));
    allowToRead("west", engine, ofWest);
  }

  private static void allowToRead(String alias, Engine engine, String topic) {
    clusters.allow(
        alias,
        engine,
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        AclOperation.READ);
  }

  /** All that has a name, on any cluster, but for what brokers keep for themselves. */
  private static Set<String> names() throws ExecutionException, InterruptedException {
    Set<String> names = new TreeSet<>();
    for (String alias : CLUSTERS) {
      Cluster cluster = clusters.open(alias);
      try (Admin admin = SourceTopic.admin(cluster)) {
        Set<String> topics = admin.listTopics().names().get();
        topics.forEach(topic -> names.add(alias + " topic " + topic));
        admin.listGroups().all().get().stream()
            .map(GroupListing::groupId)
            .forEach(group -> names.add(alias + " group " + group));
        admin.listTransactions().all().get().stream()
            .map(TransactionListing::transactionalId)
            .forEach(id -> names.add(alias + " transactional id " + id));
        topics.stream()
            .filter(topic -> topic.endsWith("-configs"))
            .flatMap(topic -> connectors(cluster, topic))
            .forEach(connector -> names.add("connector " + connector));
      }
    }
    return names;
  }

  private static Stream<String> connectors(Cluster cluster, String topic) {
    Set<String> connectors = new TreeSet<>();
    String key = "connector-";
    TopicReader.open(cluster, topic)
        .forEach(
            record -> {
              String name = new String(record.key(), StandardCharsets.UTF_8);
              if (name.startsWith(key)) {
                connectors.add(name.substring(key.length()));
              }
            });
    return connectors.stream();
  }
}
