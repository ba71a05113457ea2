package io.twinroute.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Outputs;
import io.twinroute.parity.ExpectedOutput;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import io.twinroute.semantics.record.SizeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;

/**
 * Both engines write what the reference asks for, nothing lost and nothing twice, while everything
 * around them fails.
 */
final class FaultRun {

  /** {@code -Dtwinroute.faults.schedule} replays faults that a run has printed. */
  private static final String SCHEDULE = System.getProperty("twinroute.faults.schedule", "");

  /** After a fault, within this time both engines must write again. */
  private static final Duration RECOVERY = Duration.ofMinutes(4);

  private static final Duration AFTERWARDS = Duration.ofSeconds(1);
  private static final String ROUTE = "faults";

  /** A route beside it that most of what breaks routers comes to. */
  private static final String NEIGHBOUR = "edges";

  /** Of the records, the neighbour gets one for so many. */
  private static final int NEIGHBOURS_SHARE = 10;

  private static final Path LOGS = Path.of("target", "faults");

  private final Path folder;
  private final long seed;
  private final int count;
  private final int records;
  private final Recoveries recoveries = new Recoveries();

  /**
   * @param folder for the processes' files
   * @param seed draws the faults and the records
   * @param count how many faults
   * @param records how many records a side
   */
  FaultRun(Path folder, long seed, int count, int records) {
    this.folder = folder;
    this.seed = seed;
    this.count = count;
    this.records = records;
  }

  void mustLoseAndDoubleNothing() throws Exception {
    try (Installation installation = new Installation(folder, records);
        Flow flow = Flow.create(installation, ROUTE, seed, Traffic::usual);
        Flow neighbour = Flow.create(installation, NEIGHBOUR, seed, Traffic::ofEdges)) {
      List<Flow> flows = List.of(flow, neighbour);
      installation.run(flows);
      List<Fault> faults = faults(installation);
      say("seed=" + seed + " records=" + records + " faults: " + Fault.text(faults));
      mustLookHealthy(installation);
      for (Engine engine : Engines.all()) {
        installation.startRouter(engine);
      }
      for (Engine engine : Engines.all()) {
        installation.awaitRunning(engine);
      }
      Map<Flow, RoutePlan> plans = new LinkedHashMap<>();
      Path file = installation.config(FlinkEngine.ENGINE);
      flows.forEach(each -> plans.put(each, Outputs.plan(file, each.route())));
      List<String> topics = plans.values().stream().flatMap(FaultRun::topics).toList();
      try (LiveReader live = new LiveReader(installation.direct("central"), topics)) {
        run(installation, plans, faults, live);
        finish(installation);
        judge(installation, plans.values(), live);
      } catch (Throwable e) {
        installation.keepLogs(LOGS);
        say("the processes' logs are in " + LOGS);
        throw e;
      }
    }
  }

  /** To the doctor, the Flink cluster and the Connect worker among it. */
  private static void mustLookHealthy(Installation installation) {
    Command.Result doctor =
        Command.run("doctor", "--config", installation.config(FlinkEngine.ENGINE).toString());
    assertThat(doctor.exit()).as(doctor.toString()).isZero();
    assertThat(doctor.out())
        .containsPattern("ok +Flink at .*: runs Flink 2\\.")
        .containsPattern("ok +Connect at .*: Kafka Connect [0-9.]+, on 'central'")
        .containsPattern(
            "ok +Connect at .*: takes connector twinroute-east-to-central.faults.orders");
  }

  private List<Fault> faults(Installation installation) {
    if (!SCHEDULE.isEmpty()) {
      return Fault.parse(SCHEDULE);
    }
    Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
    if (installation.disk() == null) {
      say("full-disk is left out: this user may not mount a disk of its own");
      kinds.remove(FaultKind.FULL_DISK);
    }
    return Fault.draw(seed, count, kinds);
  }

  private void run(
      Installation installation, Map<Flow, RoutePlan> plans, List<Fault> faults, LiveReader live)
      throws Exception {
    int share = records / faults.size();
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      String probe = String.valueOf(i);
      Duration time = Duration.ofMillis(fault.millis()).plus(AFTERWARDS);
      List<CompletableFuture<Void>> writing = new ArrayList<>();
      for (Flow flow : plans.keySet()) {
        int count = flow.route().equals(NEIGHBOUR) ? share / NEIGHBOURS_SHARE : share;
        writing.add(CompletableFuture.runAsync(() -> flow.write(count, time)));
      }
      Thread.sleep(AFTERWARDS.toMillis() / 2); // it comes in the midst of the records
      fault.kind().begin(installation, fault.target());
      Thread.sleep(fault.millis());
      fault.kind().end(installation, fault.target());
      long over = System.nanoTime();
      for (CompletableFuture<Void> each : writing) {
        each.get();
      }
      plans.keySet().forEach(flow -> flow.traffic().probe(probe));
      awaitProbe(installation, fault, probe, over, plans.values(), live);
    }
  }

  /** Returns when each engine has written to all outputs what came after the fault. */
  private void awaitProbe(
      Installation installation,
      Fault fault,
      String probe,
      long over,
      Collection<RoutePlan> plans,
      LiveReader live) {
    Map<Engine, Duration> recovered = new LinkedHashMap<>();
    long deadline = over + RECOVERY.toNanos();
    while (recovered.size() < Engines.all().size()) {
      for (Engine engine : Engines.all()) {
        if (!recovered.containsKey(engine)
            && plans.stream().allMatch(p -> live.hasSeen(p.output().topic(engine), probe))) {
          recovered.put(engine, Duration.ofNanos(System.nanoTime() - over));
        }
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "no more results after '%s', but of %s%n%s"
                .formatted(fault, recovered.keySet(), installation.said()));
      }
      pause();
    }
    recoveries.add(fault.kind(), recovered);
    say("%s: recovered after %s".formatted(fault, recovered));
  }

  /** Both routers stop, and process what is left to the end. */
  private static void finish(Installation installation) {
    for (Engine engine : Engines.all()) {
      installation.stopRouter(engine);
    }
    List<Command> runs = new ArrayList<>();
    try {
      for (Engine engine : Engines.all()) {
        runs.add(Command.live(engine, installation.config(engine), "--until-end"));
      }
      for (Command run : runs) {
        Command.Result result = run.await();
        assertThat(result.exit()).as(result.toString()).isZero();
      }
    } finally {
      runs.forEach(Command::close);
    }
  }

  /** The routes reach the sources through proxies. */
  private static Map<SourceTopic, RecordSource> sources(Installation installation, RoutePlan plan) {
    Map<SourceTopic, RecordSource> sources = new LinkedHashMap<>();
    plan.sources()
        .forEach(
            each ->
                sources.put(
                    each,
                    TopicReader.open(installation.direct(each.cluster().alias()), each.topic())));
    return sources;
  }

  private void judge(Installation installation, Collection<RoutePlan> plans, LiveReader live)
      throws IOException {
    SoftAssertions verdicts = new SoftAssertions();
    Map<String, IntFunction<RecordSource>> asked = new LinkedHashMap<>();
    for (RoutePlan plan : plans) {
      ExpectedOutput expected =
          ExpectedOutput.of(
              plan, new SizeLimit(Traffic.MAX_RECORD_BYTES), sources(installation, plan));
      Output output = plan.output();
      for (Engine engine : Engines.all()) {
        asked.put(output.topic(engine), expected::results);
        asked.put(output.lateTopic(engine).orElseThrow(), expected::late);
        asked.put(output.deadLetterTopic(engine).orElseThrow(), expected::deadLetters);
      }
    }
    Map<String, TopicReader> written = new LinkedHashMap<>();
    for (String topic : asked.keySet()) {
      written.put(topic, TopicReader.open(installation.direct("central"), topic));
    }
    written.forEach(
        (topic, reader) ->
            Awaitility.await().atMost(RECOVERY).until(() -> live.hasReached(topic, reader.ends())));
    live.close();
    written.forEach(
        (topic, reader) -> {
          Verdict verdict =
              Verdict.of(asked.get(topic).apply(reader.partitions()), reader, live.of(topic));
          say(topic + ": " + verdict);
          verdicts.assertThat(verdict.expected()).as(topic).isPositive();
          verdicts.assertThat(verdict.isClean()).as(topic + ": " + verdict).isTrue();
        });
    recoveries.table().forEach(FaultRun::say);
    verdicts.assertAll();
  }

  private static Stream<String> topics(RoutePlan plan) {
    return Engines.all().stream().flatMap(engine -> plan.output().topics(engine).stream());
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(String line) {
    System.out.println("faults: " + line);
  }
}
