package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.support.AncientBroker;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.FirstTier;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes are reported soon, with their place, and nothing has been started. */
class BadInputIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @FirstTier
  @ParameterizedTest
  @MethodSource("io.twinroute.config.engine.Engines#all")
  void shouldNameEachClusterThatDoesNotAnswerOrIsTooOld(Engine engine) throws IOException {
    String route = ThreeClusters.unique("useless");
    String dead = "localhost:" + FreePorts.find();
    try (AncientBroker old = new AncientBroker()) {
      Map<String, String> addresses =
          Map.of(
              "east", dead,
              "west", old.bootstrapServers(),
              "central", ThreeClusters.central().bootstrapServers());
      Path config =
          new RouteYaml(addresses::get).route(route, "orders", "payments", 1).write(folder);

      Command.Result run = mustFailSoon(engine, config);

      assertThat(run.err())
          .contains("Cluster 'east' does not answer at " + dead)
          .contains("Cluster 'west' at " + old.bootstrapServers() + " is too old to")
          .contains("UnsupportedVersionException");
    }
  }

  @FirstTier
  @ParameterizedTest
  @MethodSource("io.twinroute.config.engine.Engines#all")
  void shouldNameEveryTopicThatIsMissingAndLeaveNothingBehind(Engine engine) throws Exception {
    String route = ThreeClusters.unique("missing");
    Path config = new RouteYaml().route(route, route + ".o", route + ".p", 1).write(folder);
    Set<String> before = topics(ThreeClusters.central());

    Command.Result run = mustFailSoon(engine, config);

    assertThat(run.err())
        .contains("Topic '" + route + ".o' does not exist on cluster 'east'")
        .contains("Topic '" + route + ".p' does not exist on cluster 'west'")
        .contains(ThreeClusters.east().bootstrapServers());
    assertThat(topics(ThreeClusters.central())).isEqualTo(before);
  }

  @SecondTier
  @Test
  void shouldRefuseOutputsThatDifferInTheirPartitions() throws Exception {
    String route = ThreeClusters.unique("unlike");
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1);
        SourceTopic flinks = SourceTopic.create(ThreeClusters.central(), route + "-flink", 3)) {
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 2).write(folder);
      Set<String> before = topics(ThreeClusters.central());

      Command.Result run = mustFailSoon(StreamsEngine.ENGINE, config);

      assertThat(run.err())
          .contains("twinroute.routes." + route + ".output")
          .contains("'" + route + "-kstreams' 2")
          .contains("'" + flinks.name() + "' 3");
      assertThat(topics(ThreeClusters.central())).isEqualTo(before);
    }
  }

  @SecondTier
  @Test
  void shouldNameTheOutputThatMayNotBeWritten() throws Exception {
    String route = ThreeClusters.unique("forbidden");
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1);
        LocalClusters guarded =
            LocalClusters.start(
                Map.of(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "allow.everyone.if.no.acl.found",
                    "true",
                    "super.users",
                    "User:nobody"),
                "guarded")) {
      Cluster target = guarded.cluster("guarded").asCluster();
      Path config =
          RouteYaml.writingTo(target.bootstrapServers())
              .route(route, orders.name(), payments.name(), 1)
              .write(folder);
      for (Engine engine : Engines.all()) {
        denyWriting(target, route + "-" + engine.id());
      }
      Set<String> before = topics(target);

      for (Engine engine : Engines.all()) {
        assertThat(mustFailSoon(engine, config).err())
            .contains("'central'")
            .contains(target.bootstrapServers())
            .contains("'" + route + "-" + engine.id() + "'")
            .contains("WRITE");
        assertThat(topics(target)).isEqualTo(before);
      }
    }
  }

  @FirstTier
  @Test
  void shouldTellAllProblemsOfAFileAtOnce() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("wrong.yml"),
            """
            twinroute:
              clusters:
                east: { bootstrap-servers: "localhost:1" }
                west: { bootstrap-servers: "localhost:2" }
                central: { bootstrap-servers: "localhost:3" }
              routes:
                a:
                  left: { cluster: eats, topic: o, as: order }
                  right: { cluster: west, topik: p, as: payment }
                  join: { type: iner, before: -1m }
                  output: { cluster: central, topic: "a-{engine}" }
                b:
                  left: { cluster: east, topic: o, as: order }
                  right: { cluster: west, topic: p, as: payment }
                  join: { type: inner, before: 1m, after: 1m }
                  output: { cluster: central, topic: "a-{engine}" }
            """);

    for (List<String> command :
        List.of(
            List.of("validate", config.toString()),
            List.of("run", "--engine", "flink", "--config", config.toString()),
            List.of("run", "--engine", "kstreams", "--config", config.toString()))) {
      Command.Result result = Command.run(command.toArray(String[]::new));
      assertThat(result.exit()).as(result.toString()).isEqualTo(2);
      assertThat(result.err())
          .contains("twinroute.routes.a.left.cluster: unknown cluster 'eats'; did you mean 'east'?")
          .contains("twinroute.routes.a.right.topik")
          .contains("twinroute.routes.a.join.type")
          .contains("twinroute.routes.a.join.before")
          .contains("twinroute.routes.a.join.after")
          .contains("twinroute.routes.b.output.topic")
          .doesNotContain("\tat ");
    }
  }

  @SecondTier
  @Test
  void shouldRefuseAFileThatIsMissingOrNoYaml() throws IOException {
    Path missing = folder.resolve("missing.yml");
    Path noYaml = Files.writeString(folder.resolve("no.yml"), "twinroute: [ {");

    for (Path file : List.of(missing, noYaml)) {
      for (Engine engine : Engines.all()) {
        Command.Result result = Command.untilEnd(engine, file);
        assertThat(result.exit()).as(result.toString()).isEqualTo(2);
        assertThat(result.err()).contains(file.getFileName().toString()).doesNotContain("\tat ");
      }
    }
  }

  @SecondTier
  @Test
  void shouldRefuseAnEngineThatIsMissingOrUnknown() {
    for (List<String> arguments :
        List.of(
            List.of("run", "--config", "routes.yml"),
            List.of("run", "--engine", "spark", "--config", "routes.yml"),
            List.of("run", "--engine", "flink"),
            List.of("nonsense"))) {
      Command.Result result = Command.run(arguments.toArray(String[]::new));
      assertThat(result.exit()).as(arguments + " " + result).isEqualTo(2);
      assertThat(result.err()).isNotBlank().doesNotContain("\tat ");
    }
  }

  /** Soon after the router has begun to look: how long a busy machine starts a JVM says nothing. */
  private static Command.Result mustFailSoon(Engine engine, Path config) {
    try (Command command = Command.start(Command.untilEndArguments(engine, config))) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Health.isServed(command) || !command.isAlive());
      Instant start = Instant.now();
      Command.Result run = command.await();
      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.err()).doesNotContain("\tat ");
      assertThat(Duration.between(start, Instant.now())).as(run.toString()).isLessThan(SOON);
      return run;
    }
  }

  private static void denyWriting(Cluster cluster, String topic) throws Exception {
    try (Admin admin = SourceTopic.admin(cluster)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      admin
          .createAcls(
              List.of(
                  acl(topic, AclOperation.WRITE, AclPermissionType.DENY),
                  // With any rule for a topic, what nobody allows is denied.
                  acl(topic, AclOperation.ALL, AclPermissionType.ALLOW)))
          .all()
          .get();
    }
  }

  private static AclBinding acl(
      String topic, AclOperation operation, AclPermissionType permission) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
  }

  private static Set<String> topics(Cluster cluster) throws Exception {
    try (Admin admin = SourceTopic.admin(cluster)) {
      return admin.listTopics().names().get();
    }
  }
}
