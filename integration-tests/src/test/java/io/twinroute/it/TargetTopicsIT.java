package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.cli.InProcess;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.NumberedRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Topics that would lose results, or cannot be created, are reported before anything is written.
 */
@SecondTier
class TargetTopicsIT {

  private final String route = ThreeClusters.unique("target");

  @TempDir private Path folder;

  @Test
  void shouldRefuseTopicsThatWouldLoseOrRefuseResults() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      RouteYaml yaml = new RouteYaml();
      Map<String, Map<String, String>> flaws =
          Map.of(
              "-a", Map.of("cleanup.policy", "compact"),
              "-b", Map.of("cleanup.policy", "compact,delete"),
              "-c", Map.of("message.timestamp.type", "LogAppendTime"),
              "-d", Map.of("message.timestamp.before.max.ms", "86400000"),
              "-e", Map.of("message.timestamp.after.max.ms", "1000"),
              "-f", Map.of("min.insync.replicas", "2"));
      for (String suffix : flaws.keySet()) {
        yaml.route(route + suffix, orders.name(), payments.name(), 1);
        for (Engine engine : Engines.all()) {
          for (String topic : List.of("-" + engine.id(), "-" + engine.id() + ".dead-letter")) {
            create(route + suffix + topic, flaws.get(suffix));
          }
        }
      }
      yaml.route(route + "-well", orders.name(), payments.name(), 1);
      Path config = yaml.write(folder);
      Set<String> before = topics(ThreeClusters.central());

      for (Engine engine : Engines.all()) {
        Command.Result run = Command.untilEnd(engine, config);
        Command.Result doctor = doctor(engine, config);

        assertThat(run.exit()).as(run.toString()).isEqualTo(1);
        assertThat(doctor.exit()).as(doctor.toString()).isEqualTo(1);
        flaws.forEach(
            (suffix, settings) -> {
              String output = route + suffix + "-" + engine.id();
              mustSay(run.err(), "Output topic '" + output + "'", settings);
              mustSay(run.err(), "Dead-letter topic '" + output + ".dead-letter'", settings);
              mustSay(doctor.out(), "fail  ", "output central/" + output + ": ", settings);
            });
        assertThat(topics(ThreeClusters.central())).isEqualTo(before);
      }
    }
  }

  private static void mustSay(String text, String topic, Map<String, String> settings) {
    mustSay(text, "", topic, settings);
  }

  private static void mustSay(
      String text, String level, String topic, Map<String, String> settings) {
    settings.forEach(
        (setting, value) ->
            assertThat(text.lines())
                .anyMatch(
                    line ->
                        line.startsWith(level)
                            && line.contains(topic)
                            && line.contains("has " + setting + "=" + value)));
  }

  /** A topic that removes written records causes a warning, and the route runs. */
  @ParameterizedTest
  @MethodSource("io.twinroute.config.engine.Engines#all")
  void shouldTellOfLimitsAndRun(Engine engine) throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      send(orders, payments);
      create(
          route + "-" + engine.id(),
          Map.of("retention.ms", "604800000", "retention.bytes", "100000000"));
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 1).write(folder);

      Command.Result doctor = doctor(engine, config);
      Command.Result run = Command.untilEnd(engine, config);

      assertThat(doctor.exit()).as(doctor.toString()).isZero();
      assertThat(run.exit()).as(run.toString()).isZero();
      for (String setting : List.of("retention.ms=604800000", "retention.bytes=100000000")) {
        assertThat(doctor.out().lines())
            .anyMatch(line -> line.startsWith("warn  ") && line.contains("has " + setting));
        assertThat(run.err()).contains("has " + setting);
      }
      assertThat(Outputs.mustEqualReference(config, route, engine)).isEqualTo(10);
    }
  }

  @Test
  void shouldCompactResultsWhereTheRouteSaysSo() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      send(orders, payments);
      String given = route + "-" + FlinkEngine.ENGINE.id();
      create(given, Map.of("cleanup.policy", "compact,delete", "retention.ms", "-1"));
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 1).write(folder);
      Files.writeString(
          config,
          Files.readString(config).replace("partitions: 1 }", "partitions: 1, cleanup: compact }"));

      Command.untilEndOnBoth(config);

      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(config, route, engine)).isEqualTo(10);
      }
      String created = route + "-" + StreamsEngine.ENGINE.id();
      assertThat(policy(created)).isEqualTo("compact");
      assertThat(policy(created + ".late")).isEqualTo("delete");
      assertThat(policy(given)).isEqualTo("compact,delete");
    }
  }

  /** A target whose defaults would lose, change or refuse almost all that a route writes. */
  @Test
  void shouldDependOnNoDefaultOfTheBrokers() throws IOException {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 2);
        LocalClusters hostile =
            LocalClusters.start(
                Map.of(
                    "log.cleanup.policy", "compact",
                    "log.retention.ms", "1000",
                    "log.retention.bytes", "1000",
                    "log.message.timestamp.type", "LogAppendTime",
                    "log.message.timestamp.before.max.ms", "60000",
                    "log.message.timestamp.after.max.ms", "60000",
                    "log.segment.bytes", "1048576",
                    "log.retention.check.interval.ms", "1000"),
                "hostile")) {
      new NastyRecords(1, NastyRecords.threeYearsAgo()).write(orders, 500, 100, null);
      new NastyRecords(2, NastyRecords.threeYearsAgo()).write(payments, 500, 100, null);
      Path config =
          RouteYaml.writingTo(hostile.cluster("hostile").asCluster().bootstrapServers())
              .route(route, orders.name(), payments.name(), 2)
              .write(folder);

      Command.untilEndOnBoth(config);

      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(config, route, engine)).isPositive();
      }
    }
  }

  @Test
  void shouldNameTheTopicThatKafkaTakesForAnother() throws Exception {
    String dotted = route + ".v1";
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      for (Engine engine : Engines.all()) {
        create(route + "_v1-" + engine.id(), Map.of());
      }
      create("east_" + route + ".o", Map.of());
      Path config =
          new RouteYaml()
              .route(dotted, orders.name(), payments.name(), 1)
              .route(route + "-well", orders.name(), payments.name(), 1)
              .write(folder);
      Set<String> before = topics(ThreeClusters.central());

      for (Engine engine : Engines.all()) {
        String output = "'%s-%s'".formatted(dotted, engine.id());
        String there = "there is '%s_v1-%s'".formatted(route, engine.id());

        Command.Result run = Command.untilEnd(engine, config);
        Command.Result doctor = doctor(engine, config);

        assertThat(run.exit()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("Output topic " + output, there);
        assertThat(doctor.exit()).as(doctor.toString()).isEqualTo(1);
        assertThat(doctor.out()).contains("cannot be created: " + there);
        String ofCopies = "there is 'east_%s.o'".formatted(route);
        if (engine.equals(StreamsEngine.ENGINE)) {
          assertThat(run.err()).contains("Remote topic 'east.%s.o'".formatted(route), ofCopies);
          assertThat(doctor.out()).contains(ofCopies);
        } else {
          assertThat(run.err() + doctor.out()).doesNotContain(ofCopies);
        }
        assertThat(topics(ThreeClusters.central())).isEqualTo(before);
      }
    }
  }

  /** The other engine can; nothing has been begun by the one that cannot. */
  @Test
  void shouldRefuseARouteWhoseSourcesAreNeverCopied() throws Exception {
    String internal = "__" + route;
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), internal, 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      send(orders, payments);
      Path config = new RouteYaml().route(route, internal, payments.name(), 1).write(folder);
      Set<String> before = topics(ThreeClusters.central());

      Command.Result run = Command.untilEnd(StreamsEngine.ENGINE, config);

      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.err())
          .contains("twinroute.routes." + route + ".left.topic: the engine kstreams cannot run")
          .contains("use another topic, or the Flink engine");
      assertThat(topics(ThreeClusters.central())).isEqualTo(before);
      Command.Result flink = Command.untilEnd(FlinkEngine.ENGINE, config);
      assertThat(flink.exit()).as(flink.toString()).isZero();
      assertThat(Outputs.mustEqualReference(config, route, FlinkEngine.ENGINE)).isEqualTo(10);
    }
  }

  /** Nor has anything been begun where the mirrors' worker is not there. */
  @Test
  void shouldAskForItsWorkerBeforeItWrites() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config =
          new RouteYaml()
              .kstreams("connect: \"http://localhost:3\"")
              .route(route, orders.name(), payments.name(), 1)
              .write(folder);
      Set<String> before = topics(ThreeClusters.central());

      Command.Result run = Command.untilEnd(StreamsEngine.ENGINE, config);

      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.err()).contains("Mirroring: Connect at http://localhost:3");
      assertThat(topics(ThreeClusters.central())).isEqualTo(before);
    }
  }

  private static void send(SourceTopic orders, SourceTopic payments) {
    for (SourceTopic topic : List.of(orders, payments)) {
      NumberedRecords.of(topic, "n", 0, 10).forEach(topic::send);
      topic.flush();
    }
  }

  private static Command.Result doctor(Engine engine, Path config) {
    return InProcess.run("doctor", "--engine", engine.id(), "--config", config.toString());
  }

  private static void create(String topic, Map<String, String> settings) {
    SourceTopic.create(ThreeClusters.central(), topic, 1).close();
    settings.forEach(
        (setting, value) -> SourceTopic.change(ThreeClusters.central(), topic, setting, value));
  }

  private static String policy(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = SourceTopic.admin(ThreeClusters.central())) {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get()
          .get(resource)
          .get("cleanup.policy")
          .value();
    }
  }

  private static Set<String> topics(Cluster cluster) throws Exception {
    try (Admin admin = SourceTopic.admin(cluster)) {
      return admin.listTopics().names().get();
    }
  }
}
