package io.twinroute.it.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.config.plan.Cluster;
import io.twinroute.demo.local.BrokerSetup;
import io.twinroute.demo.local.ExtraListener;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.demo.local.ProcessGroup;
import io.twinroute.it.faults.ConnectWorker;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.mirror.connect.ConnectClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three clusters that ask for passwords: they are in no topic, no answer of a Connect worker and no
 * log, whoever runs the mirrors.
 */
@SecondTier
class ConnectSecretsIT {

  private static final List<String> ALIASES = List.of("east", "west", "central");
  private static final String CANARY = "canary-5e1f";

  /** Of a plugin, under a name that does not look secret. */
  private static final String PIN = "canary-91ab";

  private static final String CONFIGS = "twinroute-connect-central-configs";
  private static final Pattern WORKER = Pattern.compile("cluster=central url=(http://\\S+)");
  private static final String PLAIN_LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static final Map<String, Integer> PORTS = new HashMap<>();
  private static LocalClusters clusters;

  @BeforeAll
  static void start() {
    Map<String, BrokerSetup> setups = new LinkedHashMap<>();
    for (String alias : ALIASES) {
      PORTS.put(alias, FreePorts.find());
      setups.put(alias, askingForAPassword(alias));
    }
    clusters = LocalClusters.start(setups);
  }

  @AfterAll
  static void stop() {
    clusters.close();
  }

  /** One that Connect would take for a reference. */
  private static String password(String alias) {
    return CANARY + "-" + alias + "${env:HOME}";
  }

  private static BrokerSetup askingForAPassword(String alias) {
    String listener = "listener.name.secure.";
    return BrokerSetup.of(
        Map.of(
            listener + "sasl.enabled.mechanisms",
            "PLAIN",
            listener + "plain.sasl.jaas.config",
            "%s required user_router=\"%s\";".formatted(PLAIN_LOGIN, password(alias))),
        new ExtraListener("SECURE", "SASL_PLAINTEXT", PORTS.get(alias), PORTS.get(alias)));
  }

  private static String jaas(String password) {
    return "%s required username=\"router\" password=\"%s\";".formatted(PLAIN_LOGIN, password);
  }

  @Test
  void shouldKeepSecretsOutOfTheWorkerInTheRouter() throws Exception {
    try (SourceTopic orders = SourceTopic.create(open("east"), "own.orders", 2);
        SourceTopic payments = SourceTopic.create(open("west"), "own.payments", 3);
        SourceTopic refunds = SourceTopic.create(open("west"), "own.refunds", 1)) {
      write(orders, payments);
      Path ours = routeFile("ours", "own", orders, payments, "");
      Path theirs = routeFile("theirs", "other", orders, refunds, "");

      mustRunUntilEnd(ours);

      try (Command router = live(ours)) {
        Outputs.await().until(() -> Health.isRunning(router, "own"));
        URI worker = workerOf(router);
        mustBeClosed(worker);
        mustShowNoSecret(worker, "Bearer " + token());
        // Of another installation: what it asks of its worker is forwarded to the first one.
        try (Command other = live(theirs)) {
          Outputs.await().until(() -> Health.isRunning(other, "other"));
          mustBeClosed(workerOf(other));
          mustShowNoSecret(workerOf(other), "Bearer " + token());
          mustNotShow(other.stop());
        }
        mustNotShow(router.stop());
      }
      Command.Result prune = command("mirror", "prune", "--config", ours.toString());
      assertThat(prune.exit()).as(prune.toString()).isZero();
      assertThat(prune.out()).contains("route 'other' of another installation reads it");
      mustNotShow(prune);
      assertThat(
              Outputs.mustEqualReference(
                  open("own", orders, payments), "own", StreamsEngine.ENGINE))
          .isPositive();
    }
    String configurations = mustHoldNoSecret("central").get(CONFIGS);
    assertThat(configurations)
        .contains(
            "connector-twinroute-east-to-central.own.orders",
            "task-twinroute-east-to-central.own.orders-0",
            "\"source.cluster.sasl.jaas.config\":\"${twinroute:east:sasl.jaas.config}\"",
            "\"source.consumer.company.pin\":\"${twinroute:east:company.pin}\"");
    mustHoldNoSecret("east");
    mustHoldNoSecret("west");
  }

  @Test
  void shouldKeepSecretsOutOfAWorkerOfTheUsers() throws Exception {
    try (ProcessGroup processes = new ProcessGroup("connect-secrets-it-");
        SourceTopic orders = SourceTopic.create(open("east"), "named.orders", 2);
        SourceTopic payments = SourceTopic.create(open("west"), "named.payments", 3)) {
      write(orders, payments);
      Map<String, String> variables = new HashMap<>();
      ALIASES.forEach(
          alias ->
              variables.put(
                  "TWINROUTE_" + alias.toUpperCase(Locale.ROOT) + "_SASL_JAAS_CONFIG",
                  jaas(password(alias))));
      ConnectWorker worker = worker(processes, "named", Map.of(), variables);
      Path config =
          routeFile("named", "named", orders, payments, "connect: \"%s\"".formatted(worker.url()));

      Command.Result doctor =
          command("doctor", "--engine", "kstreams", "--config", config.toString());
      assertThat(doctor.exit()).as(doctor.toString()).isZero();
      assertThat(doctor.out()).contains("takes connector twinroute-east-to-central.named.orders");
      mustNotShow(doctor);
      mustRunUntilEnd(config);
      mustShowNoSecret(URI.create(worker.url()), "");
      Command.Result apply = command("mirror", "apply", "--config", config.toString());
      assertThat(apply.out()).contains("unchanged: twinroute-east-to-central.named.orders");
      mustNotShow(apply);

      assertThat(worker.log()).noneMatch(line -> line.contains("canary"));
      assertThat(
              Outputs.mustEqualReference(
                  open("named", orders, payments), "named", StreamsEngine.ENGINE))
          .isPositive();
    }
    assertThat(mustHoldNoSecret("central").get("named-configs"))
        .contains(
            "task-twinroute-east-to-central.named.orders-0",
            "${env:TWINROUTE_EAST_SASL_JAAS_CONFIG}",
            "${env:TWINROUTE_CENTRAL_SASL_JAAS_CONFIG}");
  }

  /** With the provider and without the variables, and without the provider. */
  @ParameterizedTest
  @CsvSource({"unset,env", "bare,''"})
  void shouldRefuseAWorkerThatCannotResolveSecrets(String name, String providers) {
    try (ProcessGroup processes = new ProcessGroup("connect-secrets-it-")) {
      ConnectWorker worker =
          worker(processes, name, Map.of("config.providers", providers), Map.of());
      Path config =
          writing(name, "connect: \"%s\"".formatted(worker.url()))
              .route(name, name + ".orders", name + ".payments", 1)
              .write(folder(name));
      try (SourceTopic orders = SourceTopic.create(open("east"), name + ".orders", 1);
          SourceTopic payments = SourceTopic.create(open("west"), name + ".payments", 1)) {
        Set<String> before = topics("central");

        for (String[] arguments :
            List.of(
                Command.untilEndArguments(StreamsEngine.ENGINE, config),
                new String[] {"mirror", "apply", "--config", config.toString()})) {
          Command.Result refused = command(arguments);

          assertThat(refused.exit()).as(refused.toString()).isNotZero();
          assertThat(refused.err())
              .contains(
                  worker.url(),
                  "TWINROUTE_CENTRAL_SASL_JAAS_CONFIG",
                  "TWINROUTE_EAST_SASL_JAAS_CONFIG",
                  "TWINROUTE_WEST_SASL_JAAS_CONFIG",
                  "config.providers=env");
          mustNotShow(refused);
        }

        Command.Result doctor =
            command("doctor", "--engine", "kstreams", "--config", config.toString());
        assertThat(doctor.out())
            .containsPattern("fail +Connect at .*TWINROUTE_EAST_SASL_JAAS_CONFIG");
        assertThat(new ConnectClient(URI.create(worker.url())).names()).isEmpty();
        assertThat(topics("central")).isEqualTo(before);
        assertThat(worker.log()).noneMatch(line -> line.contains("canary"));
      }
    }
  }

  private static void write(SourceTopic orders, SourceTopic payments) {
    new NastyRecords(1, Instant.now()).write(orders, 200, 50, null);
    new NastyRecords(2, Instant.now()).write(payments, 200, 50, null);
  }

  private static Cluster open(String alias) {
    return clusters.cluster(alias).asCluster();
  }

  private static Path open(String route, SourceTopic orders, SourceTopic payments) {
    return new RouteYaml(alias -> open(alias).bootstrapServers())
        .route(route, orders.name(), payments.name(), 2)
        .write(folder("open-" + route));
  }

  private static Path routeFile(
      String place, String route, SourceTopic orders, SourceTopic payments, String kstreams) {
    return writing(place, kstreams)
        .route(route, orders.name(), payments.name(), 2)
        .write(folder(place));
  }

  private static RouteYaml writing(String place, String kstreams) {
    RouteYaml yaml = new RouteYaml(alias -> "localhost:" + PORTS.get(alias));
    for (String alias : ALIASES) {
      String login =
          "security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: '%s'"
              .formatted(jaas(password(alias).replace("${", "$${")));
      yaml.cluster(alias, kstreams.isEmpty() ? login + ", company.pin: \"" + PIN + "\"" : login);
    }
    return kstreams.isEmpty() ? yaml : yaml.kstreams(kstreams);
  }

  private static Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** It comes in by the listener that asks for nothing: its own settings are its owner's. */
  private static ConnectWorker worker(
      ProcessGroup processes,
      String group,
      Map<String, String> others,
      Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>(others);
    settings.put("group.id", group);
    for (String storage : List.of("config", "offset", "status")) {
      settings.put(
          storage + ".storage.topic",
          group + (storage.equals("status") ? "-status" : "-" + storage + "s"));
    }
    ConnectWorker worker =
        new ConnectWorker(processes, open("central").bootstrapServers(), 1, settings, environment);
    worker.start();
    ConnectClient client = new ConnectClient(URI.create(worker.url()));
    Outputs.await().ignoreExceptions().until(() -> client.names().isEmpty());
    return worker;
  }

  /** With all that Kafka's libraries have to say. */
  private static Command start(String... arguments) {
    return Command.start(Map.of("TWINROUTE_ROOT_LOG_LEVEL", "INFO"), arguments);
  }

  private static Command live(Path config) {
    return start("run", "--engine", "kstreams", "--config", config.toString());
  }

  private static Command.Result command(String... arguments) {
    try (Command command = start(arguments)) {
      return command.await();
    }
  }

  private static void mustRunUntilEnd(Path config) {
    Command.Result result = command(Command.untilEndArguments(StreamsEngine.ENGINE, config));
    assertThat(result.exit()).as(result.toString()).isZero();
    assertThat(result.err()).contains("ConsumerConfig values"); // it did say so much
    mustNotShow(result);
  }

  private static void mustNotShow(Command.Result result) {
    assertThat(result.toString()).doesNotContain("canary");
  }

  private static URI workerOf(Command router) {
    Matcher url = WORKER.matcher(router.errSoFar());
    assertThat(url.find()).as(router.errSoFar()).isTrue();
    return URI.create(url.group(1));
  }

  /** As routers find it, with access to the target. */
  private static String token() {
    return Topics.of(open("central")).values("twinroute-connect-central-token").get(0);
  }

  private static void mustBeClosed(URI worker) throws Exception {
    String connector = "/connectors/twinroute-east-to-central.own.orders";
    for (String request :
        List.of(
            "GET /",
            "GET /health",
            "GET /no-such-path",
            "GET /connectors",
            "GET /connectors?expand=info&expand=status",
            "GET " + connector,
            "GET " + connector + "/config",
            "GET " + connector + "/status",
            "GET " + connector + "/tasks",
            "GET " + connector + "/offsets",
            "PUT " + connector + "/config",
            "PUT " + connector + "/pause",
            "PUT " + connector + "/fence",
            "POST " + connector + "/restart",
            "POST " + connector + "/tasks",
            "POST /connectors",
            "DELETE " + connector,
            "GET /connector-plugins",
            "PUT /connector-plugins/MirrorSourceConnector/config/validate",
            "GET /admin/loggers",
            "PUT /admin/loggers/root",
            "OPTIONS /connectors")) {
      for (String authorization : List.of("", "Bearer " + "0".repeat(64), "Basic cm9vdDpyb290")) {
        HttpResponse<String> answer = ask(worker, request, authorization, Map.of());
        assertThat(answer.statusCode()).as(request + " " + authorization).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("canary", "jaas");
      }
    }
    // What workers sign for each other, Connect looks at itself.
    Map<String, String> forged =
        Map.of(
            "X-Connect-Authorization", "Zm9yZ2Vk",
            "X-Connect-Request-Signature-Algorithm", "HmacSHA256");
    for (String request : List.of("POST " + connector + "/tasks", "PUT " + connector + "/fence")) {
      assertThat(ask(worker, request, "", forged).statusCode()).as(request).isEqualTo(403);
    }
  }

  private static void mustShowNoSecret(URI worker, String authorization) throws Exception {
    String listed = read(worker, "/connectors?expand=info&expand=status", authorization);
    JsonNode connectors = new ObjectMapper().readTree(listed);
    assertThat(connectors.size()).isPositive();
    assertThat(listed).contains("source.cluster.sasl.jaas.config\":\"${");
    for (Map.Entry<String, JsonNode> connector : connectors.properties()) {
      String path = "/connectors/" + connector.getKey();
      for (String part : List.of("", "/config", "/status", "/tasks")) {
        read(worker, path + part, authorization);
      }
      HttpResponse<String> validation =
          HTTP.send(
              request(
                      worker,
                      "/connector-plugins/MirrorSourceConnector/config/validate",
                      authorization)
                  .PUT(
                      HttpRequest.BodyPublishers.ofString(
                          connector.getValue().path("info").path("config").toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString(UTF_8));
      assertThat(validation.statusCode()).isEqualTo(200);
      assertThat(validation.body()).contains("\"error_count\":0").doesNotContain("canary");
    }
  }

  private static String read(URI worker, String path, String authorization) throws Exception {
    HttpResponse<String> answer = ask(worker, "GET " + path, authorization, Map.of());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    assertThat(answer.body()).as(path).doesNotContain("canary");
    return answer.body();
  }

  /**
   * On a connection of its own: the worker closes one whose request it has refused unread, which
   * may come too late for the next request to notice.
   */
  private static HttpResponse<String> ask(
      URI worker, String request, String authorization, Map<String, String> headers)
      throws Exception {
    String[] parts = request.split(" ");
    HttpRequest.Builder builder = request(worker, parts[1], authorization);
    headers.forEach(builder::header);
    HttpClient http = HttpClient.newHttpClient();
    return http.send(
        builder
            .method(
                parts[0],
                parts[0].equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(
                        request.startsWith("POST /connectors/") ? "[]" : "{}"))
            .build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static HttpRequest.Builder request(URI worker, String path, String authorization) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(worker + path))
            .header("Content-Type", "application/json");
    return authorization.isEmpty() ? builder : builder.header("Authorization", authorization);
  }

  private static Set<String> topics(String alias) {
    return new TreeSet<>(Topics.of(open(alias)).names());
  }

  /** All that a cluster has ever been sent and not yet removed, by topic: also what was aborted. */
  private static Map<String, String> mustHoldNoSecret(String alias) {
    Topics topics = Topics.of(open(alias));
    Map<String, String> all = new HashMap<>();
    for (String topic : topics.names()) {
      String text = topics.text(topic);
      assertThat(text.contains("canary")).as(alias + "/" + topic).isFalse();
      all.put(topic, text);
    }
    assertThat(all.keySet()).anyMatch(topic -> topic.startsWith("__")); // also its own
    return all;
  }
}
