package io.twinroute.it.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both engines on three clusters that are secured in three ways, with no right more than needed.
 */
@SecondTier
class SecurityIT {

  private static final Pattern ACL =
      Pattern.compile("ACL +(\\S+)-router at (\\S+): (.+) on (\\S+) (\\S+) (\\S+)");

  /** Every how manyth right is tried; 1: each of them, which takes some twenty minutes. */
  private static final int STEP = Integer.getInteger("twinroute.rights.step", 16);

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TEMPLATE = "template";

  @TempDir private static Path shared;
  private static SecuredClusters clusters;

  @TempDir private Path folder;

  /** One line of {@code plan}: an operation that a router is to be allowed. */
  private record Right(
      Engine engine, String cluster, ResourcePattern resource, AclOperation operation) {

    /** The template's right, for another route. */
    Right of(String route) {
      String name = resource.name().replace(TEMPLATE, route);
      return new Right(
          engine,
          cluster,
          new ResourcePattern(resource.resourceType(), name, resource.patternType()),
          operation);
    }

    @Override
    public String toString() {
      return operation
          + " on "
          + resource.resourceType()
          + " "
          + resource.name()
          + " at "
          + cluster;
    }
  }

  @BeforeAll
  static void start() {
    clusters = new SecuredClusters(shared);
  }

  @AfterAll
  static void stop() {
    clusters.close();
  }

  @Test
  void shouldRunWithTheRightsThatPlanPrints() throws Exception {
    String route = "secured";
    try (SourceTopic orders = SourceTopic.create(clusters.open("east"), "orders", 2);
        SourceTopic payments = SourceTopic.create(clusters.open("west"), "payments", 3)) {
      Instant start = Instant.now().minusSeconds(3_600);
      new NastyRecords(1, start).write(orders, 1_000, 100, null);
      new NastyRecords(2, start).write(payments, 1_000, 100, null);
      Map<Engine, Path> configs = new LinkedHashMap<>();
      for (Engine engine : Engines.all()) {
        configs.put(engine, config(engine, route, orders, payments));
      }
      List<String> said = new ArrayList<>();
      for (Engine engine : Engines.all()) {
        allow(rights(engine, configs.get(engine), said));
      }

      for (int run = 1; run <= 2; run++) { // the second finds its topics there
        new NastyRecords(run, start.plusSeconds(60L * run)).write(orders, 500, 100, null);
        for (Engine engine : Engines.all()) {
          Command.Result result = untilEnd(engine, configs.get(engine));
          assertThat(result.exit()).as(result.toString()).isZero();
          said.add(result.toString());
        }
      }

      Path open =
          new RouteYaml(alias -> clusters.open(alias).bootstrapServers())
              .route(route, orders.name(), payments.name(), 2)
              .write(folder);
      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(open, route, engine)).isPositive();
      }
      for (String secret : SecuredClusters.canaries()) {
        assertThat(said).noneMatch(text -> text.contains(secret));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.twinroute.config.engine.Engines#all")
  void shouldNameTheRightThatIsMissing(Engine engine) throws Exception {
    Path first = Files.createDirectories(folder.resolve("rights"));
    Path plain =
        clusters
            .routeFile(engine)
            .route(TEMPLATE, TEMPLATE + ".o", TEMPLATE + ".p", 1)
            .write(first);
    Map<String, Right> missing = chosen(engine, rights(engine, plain, new ArrayList<>()));
    List<Right> all = rightsOfAll(engine, missing.keySet());
    assertThat(all).containsAll(missing.values());
    allow(all);
    SoftAssertions verdicts = new SoftAssertions();
    for (Map.Entry<String, Right> one : missing.entrySet()) {
      Command.Result result = without(one.getValue(), one.getKey());
      String what = "without " + one.getValue();
      verdicts.assertThat(result.exit()).as(what + " " + result).isEqualTo(1);
      verdicts
          .assertThat(result.err())
          .as(what)
          .containsIgnoringCase("authoriz")
          .contains(one.getValue().cluster());
    }
    verdicts.assertAll();
  }

  /** The rights to be missing, each by the name of a route of its own. */
  private static Map<String, Right> chosen(Engine engine, List<Right> ofTemplate) {
    Map<String, Right> chosen = new LinkedHashMap<>();
    for (int i = STEP / 2; i < ofTemplate.size(); i += STEP) {
      if (!isNotMissedAtOnce(ofTemplate.get(i))) {
        String route = "without-" + engine.id() + "-" + i + "-"; // no prefix of another
        chosen.put(route, ofTemplate.get(i).of(route));
      }
    }
    return chosen;
  }

  private List<Right> rightsOfAll(Engine engine, Set<String> routes) throws IOException {
    RouteYaml yaml = clusters.routeFile(engine);
    routes.forEach(route -> yaml.route(route, route + ".o", route + ".p", 1));
    Path place = Files.createDirectories(folder.resolve("all-rights"));
    return rights(engine, yaml.write(place), new ArrayList<>());
  }

  /**
   * Topics that all routes share are there already. Records of the repartition topic are deleted
   * now and then, and Streams continues if they cannot be.
   */
  private static boolean isNotMissedAtOnce(Right right) {
    boolean shared =
        right.operation() == AclOperation.CREATE
            && Pattern.matches("twinroute(\\.pins|-connect-.*)", right.resource().name());
    return shared || right.operation() == AclOperation.DELETE;
  }

  /** A run on topics of its own, with all rights but one. */
  private Command.Result without(Right missing, String route) throws IOException {
    try (SourceTopic orders = SourceTopic.create(clusters.open("east"), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(clusters.open("west"), route + ".p", 2)) {
      new NastyRecords(1, Instant.now()).write(orders, 20, 5, null);
      new NastyRecords(2, Instant.now()).write(payments, 20, 5, null);
      Path config =
          clusters
              .routeFile(missing.engine())
              .setting("restart: { max-attempts: 0 }")
              .route(route, orders.name(), payments.name(), 1)
              .write(Files.createDirectories(folder.resolve(route)));
      clusters.takeAway(
          missing.cluster(), missing.engine(), missing.resource(), missing.operation());
      try {
        return untilEnd(missing.engine(), config);
      } finally {
        allow(List.of(missing));
      }
    }
  }

  @Test
  void shouldLetTheDoctorNameTheRightsThatAreMissing() throws Exception {
    String route = "examined";
    try (SourceTopic orders = SourceTopic.create(clusters.open("east"), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(clusters.open("west"), route + ".p", 2)) {
      Path config = config(StreamsEngine.ENGINE, route, orders, payments);
      List<Right> rights = rights(StreamsEngine.ENGINE, config, new ArrayList<>());
      allow(rights);
      Command.Result healthy = doctor(config);
      assertThat(healthy.exit()).as(healthy.toString()).isZero();
      assertThat(healthy.out()).containsPattern("ok +rights on central: all \\d+ ");

      List<Right> taken =
          List.of(
              first(rights, ResourceType.TOPIC, AclOperation.READ),
              first(rights, ResourceType.TOPIC, AclOperation.CREATE),
              first(rights, ResourceType.GROUP, AclOperation.READ),
              first(rights, ResourceType.TRANSACTIONAL_ID, AclOperation.WRITE));
      taken.forEach(
          right ->
              clusters.takeAway(
                  right.cluster(), right.engine(), right.resource(), right.operation()));
      Command.Result ill = doctor(config);
      allow(taken);

      assertThat(ill.exit()).as(ill.toString()).isEqualTo(1);
      for (Right right : taken) {
        assertThat(ill.out())
            .contains(
                "fail  rights on %s: kstreams-router lacks %s on %s %s %s. Allow it: kafka-acls.sh"
                    .formatted(
                        right.cluster(),
                        right.operation(),
                        right.resource().patternType().name().toLowerCase(Locale.ROOT),
                        right.resource().resourceType(),
                        right.resource().name()));
      }
      for (String secret : SecuredClusters.canaries()) {
        assertThat(healthy.toString() + ill).doesNotContain(secret);
      }
    }
  }

  /** A cluster lists no transaction to those who may not describe it, and does not say so. */
  @Test
  void shouldLeaveATransactionAloneThatItMayNotSee() throws Exception {
    String route = "unseen";
    ResourcePattern everyTopic = new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL);
    try (SourceTopic orders = SourceTopic.create(clusters.open("east"), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(clusters.open("west"), route + ".p", 1);
        SourceTopic output = SourceTopic.create(clusters.open("central"), route + "-kstreams", 1);
        KafkaProducer<byte[], byte[]> live = transactional(clusters.open("central"))) {
      Path config = config(StreamsEngine.ENGINE, route, orders, payments);
      allow(rights(StreamsEngine.ENGINE, config, new ArrayList<>()));
      clusters.allow("central", StreamsEngine.ENGINE, everyTopic, AclOperation.READ);
      live.initTransactions();
      live.beginTransaction();
      live.send(new ProducerRecord<>(output.name(), "k".getBytes(UTF_8), "1".getBytes(UTF_8)))
          .get();

      Command.Result result = doctor(config, "--fix-transactions");
      clusters.takeAway("central", StreamsEngine.ENGINE, everyTopic, AclOperation.READ);

      assertThat(result.out())
          .containsPattern("warn +cluster central: not checked: .*transactional id '\\*'")
          .doesNotContain("aborted");
      live.commitTransaction();
    }
  }

  private static KafkaProducer<byte[], byte[]> transactional(Cluster cluster) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "someone-elses"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static Right first(List<Right> rights, ResourceType type, AclOperation operation) {
    return rights.stream()
        .filter(r -> r.resource().resourceType() == type && r.operation() == operation)
        .findFirst()
        .orElseThrow();
  }

  private static Command.Result doctor(Path config, String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of("doctor", "--engine", "kstreams", "--config", config.toString()),
                Stream.of(more))
            .toArray(String[]::new);
    try (Command command = Command.start(SecuredClusters.SECRETS, arguments)) {
      return command.await();
    }
  }

  @ParameterizedTest
  @MethodSource("io.twinroute.config.engine.Engines#all")
  void shouldRunOnAnOutputThatIsThereAlready(Engine engine) throws Exception {
    String route = "given-" + engine.id();
    try (SourceTopic orders = SourceTopic.create(clusters.open("east"), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(clusters.open("west"), route + ".p", 2)) {
      SourceTopic.create(clusters.open("central"), route + "-flink", 1).close();
      SourceTopic.create(clusters.open("central"), route + "-kstreams", 1).close();
      new NastyRecords(1, Instant.now()).write(orders, 100, 20, null);
      Path config =
          clusters
              .routeFile(engine)
              .route(route, orders.name(), payments.name(), 1, "delivery: at-least-once")
              .write(Files.createDirectories(folder.resolve(route)));
      Files.writeString(config, Files.readString(config).replace(", partitions: 1 }", " }"));
      allow(rights(engine, config, new ArrayList<>()));

      Command.Result result = untilEnd(engine, config);

      assertThat(result.exit()).as(result.toString()).isZero();
    }
  }

  /** It is reported soon, and once it is fixed, the route runs. */
  @Test
  void shouldNameTheClusterThatDoesNotLetItInAndGoOnWhenItDoes() throws Exception {
    String route = "locked-out";
    try (SourceTopic orders = SourceTopic.create(clusters.open("east"), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(clusters.open("west"), route + ".p", 1)) {
      Path config = config(FlinkEngine.ENGINE, route, orders, payments);
      allow(rights(FlinkEngine.ENGINE, config, new ArrayList<>()));
      clusters.changePassword("east", FlinkEngine.ENGINE, "canary-changed-11d0");
      try (Command router =
          Command.start(
              SecuredClusters.SECRETS,
              "run",
              "--engine",
              "flink",
              "--config",
              config.toString(),
              "--keep-trying")) {
        Awaitility.await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(router.errSoFar())
                        .contains("Cluster 'east'")
                        .contains("SaslAuthenticationException"));
        assertThat(Health.of(router)).contains("Cluster 'east'").contains("DOWN");

        clusters.changePassword("east", FlinkEngine.ENGINE, SecuredClusters.password("east"));

        Awaitility.await().atMost(SOON).until(() -> Health.isRunning(router, route));
        for (String secret : SecuredClusters.canaries()) {
          assertThat(router.errSoFar()).doesNotContain(secret);
          for (String endpoint : List.of("env", "beans", "configprops", "loggers", "metrics")) {
            assertThat(Health.at(Health.url(router).replaceFirst("health$", endpoint)))
                .as(endpoint)
                .doesNotContain(secret);
          }
        }
      }
    }
  }

  @Test
  void shouldNameTheClusterWhoseCertificateIsNotTrusted() throws Exception {
    String route = "distrusted";
    Path config =
        clusters
            .routeFile(FlinkEngine.ENGINE)
            .route(route, "distrusted.o", "distrusted.p", 1)
            .write(folder);
    String text = Files.readString(config);
    Files.writeString(
        config,
        text.replace(clusters.trust("central").toString(), clusters.trust("west").toString()));

    Command.Result result = untilEnd(FlinkEngine.ENGINE, config);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("Cluster 'central'").contains("SslAuthenticationException");
  }

  @Test
  void shouldNameTheClusterThatTakesNoExpiredCertificate() throws Exception {
    Path config =
        clusters
            .routeFile(FlinkEngine.ENGINE)
            .route("expired", "expired.o", "expired.p", 1)
            .write(folder);
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                clusters.clientStore(FlinkEngine.ENGINE).toString(),
                clusters.expiredClientStore(FlinkEngine.ENGINE).toString()));

    Command.Result result = untilEnd(FlinkEngine.ENGINE, config);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("Cluster 'west'")
        .contains("SslAuthenticationException")
        .doesNotContain("Cluster 'east'");
  }

  private static void allow(List<Right> rights) {
    rights.forEach(
        right ->
            clusters.allow(right.cluster(), right.engine(), right.resource(), right.operation()));
  }

  private Path config(Engine engine, String route, SourceTopic orders, SourceTopic payments)
      throws IOException {
    return clusters
        .routeFile(engine)
        .route(route, orders.name(), payments.name(), 2)
        .write(Files.createDirectories(folder.resolve(engine.id())));
  }

  private static Command.Result untilEnd(Engine engine, Path config) {
    try (Command command =
        Command.start(SecuredClusters.SECRETS, Command.untilEndArguments(engine, config))) {
      return command.await();
    }
  }

  /** What {@code plan} says that an engine's router needs. */
  private static List<Right> rights(Engine engine, Path config, List<String> said) {
    try (Command command = Command.start(SecuredClusters.SECRETS, "plan", config.toString())) {
      Command.Result plan = command.await();
      assertThat(plan.exit()).as(plan.toString()).isZero();
      said.add(plan.toString());
      List<Right> rights = new ArrayList<>();
      ACL.matcher(plan.out())
          .results()
          .filter(line -> line.group(1).equals(engine.id()))
          .forEach(line -> rights.addAll(rights(engine, line)));
      assertThat(rights).isNotEmpty();
      return rights;
    }
  }

  private static List<Right> rights(Engine engine, MatchResult line) {
    ResourcePattern resource =
        new ResourcePattern(
            ResourceType.valueOf(line.group(5)),
            line.group(6),
            PatternType.valueOf(line.group(4).toUpperCase(Locale.ROOT)));
    List<Right> rights = new ArrayList<>();
    for (String operation : line.group(3).split(", ")) {
      rights.add(new Right(engine, line.group(2), resource, AclOperation.valueOf(operation)));
    }
    return rights;
  }
}
