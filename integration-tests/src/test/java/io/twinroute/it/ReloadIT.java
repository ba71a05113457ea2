package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A running router takes over changes of its file, and a route that they do not name runs on. */
@SecondTier
class ReloadIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int RECORDS = 300;
  private static final int KEYS = 60;

  private final String stem = ThreeClusters.unique("reload");
  private final String steady = stem + "-steady";
  private final String changed = stem + "-changed";
  private final String removed = stem + "-removed";
  private final String added = stem + "-added";
  private final Map<String, SourceTopic> topics = new HashMap<>();
  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());
  private int batch;

  @TempDir private Path folder;

  static List<Engine> engines() {
    return Engines.all();
  }

  @AfterEach
  void closeTopics() {
    topics.values().forEach(SourceTopic::close);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldTouchNoOtherRoute(Engine engine) throws Exception {
    System.out.println("ReloadIT seed: -Dtwinroute.seed=" + seed);
    for (String topic : List.of("a", "b", "c")) {
      topics.put(topic, SourceTopic.create(ThreeClusters.east(), stem + "." + topic, 2));
    }
    topics.put("p", SourceTopic.create(ThreeClusters.west(), stem + ".p", 2));
    write("a", "b", "c", "p");
    Path config =
        new Change()
            .route(steady, "a", "")
            .route(changed, "a", "parallelism: 1")
            .route(removed, "b", "")
            .write();
    try (Command router = Command.live(engine, config)) {
      awaitRunning(router, steady, changed, removed);
      awaitReference(config, engine, steady, changed, removed);
      Seen before = Seen.of(router, steady);
      String logged = linesOf(router, steady);

      // A file that cannot be taken over, and would stop and start routes beside.
      String good = Files.readString(config);
      new Change().route(steady, "a", "delivery: at-least-once").route(added, "c", "").write();
      Command.Result refused = reload(config, engine);
      assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
      assertThat(refused.err())
          .contains("refused, nothing has changed: twinroute.routes." + steady + ".delivery: ");
      assertThat(Health.of(router)).contains("\"reload-refused\"").doesNotContain(added);
      awaitRunning(router, steady, changed, removed);
      Files.writeString(config, good);

      // One more, one less, one otherwise.
      new Change()
          .route(steady, "a", "")
          .route(changed, "a", "parallelism: 2")
          .route(removed, "b", "enabled: false")
          .route(added, "c", "")
          .write();
      Command.Result done = reload(config, engine);
      assertThat(done.exit()).as(done.toString()).isZero();
      assertThat(done.out().strip())
          .isEqualTo(
              "%s: started route %s; changed route %s; stopped route %s; 1 other route untouched"
                  .formatted(engine.id(), added, changed, removed));
      assertThat(Health.of(router))
          .doesNotContain("reload-refused")
          .contains("\"" + removed + "\":{\"state\":\"stopped\"");
      long ofRemoved = Outputs.count(config, removed, engine);
      write("a", "b", "c", "p");
      awaitRunning(router, steady, changed, added);
      awaitReference(config, engine, steady, changed, added);

      Seen after = Seen.of(router, steady);
      assertThat(after.reason()).isEqualTo(before.reason()); // on Flink it names the job
      // A new run would count from zero, and the second batch is as large as the first.
      assertThat(after.read()).isGreaterThan(before.read() + RECORDS);
      assertThat(linesOf(router, steady)).isEqualTo(logged);
      assertThat(Outputs.count(config, removed, engine)).isEqualTo(ofRemoved);

      // With its state, it resumes where it was; what nobody reads any more is copied no more.
      new Change().route(steady, "a", "").route(removed, "b", "").write();
      assertThat(reload(config, engine).exit()).as(router.errSoFar()).isZero();
      awaitRunning(router, steady, removed);
      awaitReference(config, engine, steady, removed);
      assertThat(Seen.of(router, steady).reason()).isEqualTo(after.reason());
      assertThat(linesOf(router, steady)).isEqualTo(logged);
      if (engine.equals(StreamsEngine.ENGINE)) {
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> prunable(config).contains("nothing to remove"));
      }
      assertThat(router.stop().out()).contains(steady + ": stopped", removed + ": stopped");
    }
  }

  /** What {@code /health} says of a route. */
  private record Seen(String reason, long read) {

    static Seen of(Command router, String route) {
      String health = Health.of(router);
      Matcher matcher =
          Pattern.compile(
                  "\""
                      + route
                      + "\":\\{\"state\":\"running\",\"reason\":\"([^\"]*)\",\"read\":(\\d+)")
              .matcher(health);
      assertThat(matcher.find()).as(health).isTrue();
      return new Seen(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
  }

  /** What the router has logged of a route's states. */
  private static String linesOf(Command router, String route) {
    return String.join(
        "\n",
        router
            .errSoFar()
            .lines()
            .filter(line -> line.contains("route=" + route + " state="))
            .toList());
  }

  private static Command.Result reload(Path config, Engine engine) {
    return Command.run("reload", "--config", config.toString(), "--engine", engine.id());
  }

  private static String prunable(Path config) {
    return Command.run("mirror", "prune", "--config", config.toString(), "--dry-run").out();
  }

  private static void awaitRunning(Command router, String... routes) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(router.isAlive()).as(router.errSoFar()).isTrue();
              return List.of(routes).stream().allMatch(route -> Health.isRunning(router, route));
            });
  }

  private static void awaitReference(Path config, Engine engine, String... routes) {
    for (String route : routes) {
      Outputs.await()
          .untilAsserted(
              () -> assertThat(Outputs.mustEqualReference(config, route, engine)).isPositive());
    }
  }

  /** To each of these topics. */
  private void write(String... names) {
    Instant first = Instant.now().minus(Duration.ofMinutes(10));
    for (String name : names) {
      new NastyRecords(seed + batch++, first).write(topics.get(name), RECORDS, KEYS, null);
    }
  }

  private String topic(String name) {
    return topics.get(name).name();
  }

  /** The route file as it is to be. */
  private final class Change {

    private final RouteYaml file = new RouteYaml();

    Change route(String name, String left, String more) {
      // Another minute of a slow machine would make records late.
      file.route(name, topic(left), topic("p"), 2, more + "\n      silence-after: never");
      return this;
    }

    Path write() {
      return file.write(folder);
    }
  }
}
