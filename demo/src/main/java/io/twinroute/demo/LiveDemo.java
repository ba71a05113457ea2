package io.twinroute.demo;

import io.twinroute.cli.commands.Verdict;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.parity.ExpectedOutput;
import io.twinroute.parity.ParityException;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs both engines on sources that may keep growing, and compares what is complete every few
 * seconds, until Ctrl-C.
 */
final class LiveDemo {
  private static final Duration BETWEEN_COMPARISONS = Duration.ofSeconds(15);

  private final DemoSession session;
  private final RoutePlan route;
  private final Steps steps;
  private final int rate;
  private final List<DemoEngine> engines = new ArrayList<>();

  /**
   * @param rate orders that are added every second, and as many payments
   */
  LiveDemo(DemoSession session, RoutePlan route, Steps steps, int rate) {
    this.session = session;
    this.route = route;
    this.steps = steps;
    this.rate = rate;
  }

  /** Returns only by an exception: when an engine ends, or the thread is interrupted. */
  void run() throws InterruptedException {
    for (Engine engine : Engines.all()) {
      engines.add(DemoEngine.start(session.processes(), engine, session.routeFile()));
    }
    steps.run("both engines", this::awaitHealth);
    explain();
    try (Trickle trickle = new Trickle(session.orders(), session.payments(), rate)) {
      while (true) {
        // Pinned now and compared later, when the engines have had time to catch up.
        Map<SourceTopic, TopicReader> sources = TopicReader.openSources(route);
        waitWhileRunning(trickle);
        compare(sources);
      }
    }
  }

  private void awaitHealth() throws InterruptedException {
    for (DemoEngine engine : engines) {
      while (engine.healthUrl().isEmpty()) {
        engine.mustRun();
        Thread.sleep(200);
      }
    }
  }

  private void explain() {
    for (DemoEngine engine : engines) {
      steps.say(
          "  %-9s %s  log: %s"
              .formatted(engine.engine().id(), engine.healthUrl().orElse(""), engine.log()));
    }
    steps.say("  route     " + session.routeFile());
    if (rate > 0) {
      steps.say("Every second, %,d orders and payments follow.".formatted(rate));
    }
    steps.say("To add your own, in another terminal:");
    steps.say(
        "  echo 'my-1|{\"orderId\":\"my-1\"}' | kafka-console-producer.sh --bootstrap-server "
            + route.input(0).topics().get(0).cluster().bootstrapServers()
            + " --topic orders --property parse.key=true --property 'key.separator=|'");
    if (rate == 0) { // otherwise the engines would be at different positions in each comparison
      steps.say("To compare:");
      steps.say("  ./twinroute verify --reference --config " + session.routeFile());
    }
    steps.say("Ctrl-C ends it all.");
  }

  private void waitWhileRunning(Trickle trickle) throws InterruptedException {
    long end = System.nanoTime() + BETWEEN_COMPARISONS.toNanos();
    while (System.nanoTime() < end) {
      engines.forEach(DemoEngine::mustRun);
      trickle.mustRun();
      Thread.sleep(500);
    }
  }

  private void compare(Map<SourceTopic, TopicReader> sources) {
    LinkedHashMap<String, RecordSource> sides = new LinkedHashMap<>();
    try {
      LinkedHashMap<String, TopicReader> outputs = new LinkedHashMap<>();
      for (Engine engine : Engines.all()) {
        outputs.put(
            engine.id(), TopicReader.open(route.output().cluster(), route.output().topic(engine)));
      }
      sides.put(
          "reference",
          ExpectedOutput.of(route, SizeLimit.DEFAULT, sources).results(DemoRoute.PARTITIONS));
      outputs.forEach((name, output) -> sides.put(name, new CompleteResults(output, sources)));
      Verdict verdict = Verdict.of(sides);
      LocalTime now = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
      long reference = verdict.counts().getOrDefault("reference", 0L);
      boolean behind = verdict.counts().values().stream().anyMatch(count -> count < reference);
      steps.say(now + "  " + verdict.line() + (behind ? "  (still catching up)" : ""));
      if (!behind) {
        verdict.explanation().forEach(steps::say);
      }
    } catch (ParityException e) {
      steps.say("no comparison yet: " + e.getMessage());
    }
  }
}
