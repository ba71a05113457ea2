package io.twinroute.kstreams.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.kstreams.mirror.TargetMirrors;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.RemovalEvidence;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.kstreams.topology.SilenceEvidence;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.BlockedClusters;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.StreamsException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KStreamsRunnerTest {

  private static final TopicPartition ORDERS = new TopicPartition("east.orders", 0);
  private static final TopicPartition PAYMENTS = new TopicPartition("west.payments", 0);

  /** Without a scheme that anybody speaks, a worker's clients refuse at once. */
  private static final Cluster UNUSABLE =
      new Cluster("central", "localhost:1", Map.of("security.protocol", "NONE"));

  private final FakeClusters clusters = new FakeClusters();
  private final ClusterWatches watches = new ClusterWatches(clusters);
  private final FakeCluster east = clusters.get("east");
  private final FakeCluster central = clusters.get("central");
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  /** The system accepts connections to this Connect worker, and nobody answers them. */
  @Test
  void shouldStopWhileItsConnectWorkerNeverAnswers() throws Exception {
    Topology topology = new Topology();
    PinnedRoute route = Routes.endless(1, 1, 0);
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TargetMirrors mirrors =
            mirrors(
                route.plan().output().cluster(),
                settings(Mirror.MANAGED, "http://localhost:" + silent.getLocalPort()))) {
      KStreamsRunner runner =
          new KStreamsRunner(clusters, watches, route, topology, mirrors, Duration.ofMillis(100));
      Future<RouteState> end = run(runner);
      silent.accept(); // it has asked

      runner.requestStop();

      assertThat(end.get(5, TimeUnit.SECONDS)).isEqualTo(RouteState.STOPPED);
      assertThat(topology.calls).isEmpty();
    }
  }

  /** Its sources are asked before it reads anything, and one of them never answers. */
  @Test
  void shouldStopWhileASourceIsSilent() throws Exception {
    BlockedClusters blocked = new BlockedClusters(clusters);
    blocked.block("east");
    Topology topology = new Topology();
    KStreamsRunner runner =
        new KStreamsRunner(
            clusters,
            new ClusterWatches(blocked),
            Routes.endless(1, 1, 0),
            topology,
            mirrors(
                Routes.endless(1, 1, 0).plan().output().cluster(), settings(Mirror.EXTERNAL, null)),
            Duration.ofMillis(100));
    Future<RouteState> end = run(runner);

    runner.requestStop();

    assertThat(end.get(2, TimeUnit.SECONDS)).isEqualTo(RouteState.STOPPED);
    assertThat(topology.calls).isEmpty();
    blocked.release();
  }

  @Test
  void shouldReadNothingWhileItsMirrorsDoNotStart() {
    Topology topology = new Topology();
    try (TargetMirrors mirrors = mirrors(UNUSABLE, settings(Mirror.MANAGED, null))) {
      KStreamsRunner runner =
          new KStreamsRunner(
              clusters,
              watches,
              Routes.endless(1, 1, 0),
              topology,
              mirrors,
              Duration.ofMillis(100));

      assertThatThrownBy(() -> runner.run(this::tell))
          .isInstanceOf(RouteFailedException.class)
          .hasMessageStartingWith("Mirroring: ");

      assertThat(topology.calls).isEmpty();
    }
  }

  @Test
  void shouldSayOnceThatItRunsAndStopWithACommit() throws Exception {
    Topology topology = new Topology();
    topology.isRunning = false;
    KStreamsRunner runner = runner(Routes.endless(1, 1, 0), topology);
    Future<RouteState> end = run(runner);
    Awaitility.await().until(() -> topology.looks > 2);
    assertThat(told).isEmpty();

    topology.isRunning = true;
    Awaitility.await().until(() -> !told.isEmpty());
    int looks = topology.looks;
    Awaitility.await().until(() -> topology.looks > looks + 2);
    runner.requestStop();

    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(RouteState.STOPPED);
    assertThat(told).containsExactly("RUNNING running");
    assertThat(topology.calls).containsExactly("start", "stop", "close");
  }

  @Test
  void shouldEndWithTheSourcesEndsOnceEveryResultIsCommitted() throws Exception {
    Topology topology = new Topology();
    topology.script =
        (progress, removal) -> {
          progress.position(0, 0, 5);
          progress.position(1, 0, 7);
          progress.flushed(0);
        };
    Future<RouteState> end = run(runner(untilEnd(5, 7), topology));
    Awaitility.await().until(() -> topology.looks > 2);
    assertThat(end).isNotDone();

    topology.next = (progress, removal) -> progress.committed();

    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(RouteState.FINISHED);
    assertThat(topology.calls).containsExactly("start", "stop", "close");
  }

  /** Streams does not say that its last commit has failed. */
  @Test
  void shouldFailWhereTheLastCommitIsMissing() {
    Topology topology = new Topology();
    topology.script =
        (progress, removal) -> {
          progress.consumed(0, 0, 12);
          reachTheEnds(progress);
        };
    central.admin().updateConsumerGroupOffsets(Map.of(ORDERS, 12L, PAYMENTS, 1L));

    RouteFailedException failure = failure(untilEnd(5, 7), topology);

    assertThat(failure)
        .hasMessage(
            "The run's last results could not be committed: east.orders-0 was processed up to"
                + " offset 12 and is committed up to 11.");
    assertThat(failure.isPermanent()).isFalse();
  }

  @Test
  void shouldEndWhereEverythingIsCommitted() throws Exception {
    Topology topology = new Topology();
    topology.script =
        (progress, removal) -> {
          progress.consumed(0, 0, 12);
          reachTheEnds(progress);
        };
    central.admin().updateConsumerGroupOffsets(Map.of(ORDERS, 13L, PAYMENTS, 1L));

    assertThat(runner(untilEnd(5, 7), topology).run(this::tell)).isEqualTo(RouteState.FINISHED);
  }

  /** The source is asked for what is in a gap, which takes a while. */
  @Test
  void shouldNotEndWhileItIsInDoubtWhetherCopiesAreMissing() throws Exception {
    for (int offset = 0; offset < 6; offset++) {
      east.appendUnseen("orders", 0);
    }
    Topology topology = new Topology();
    topology.script =
        (progress, removal) -> {
          removal.passed(0, 0, 2, 5, true);
          reachTheEnds(progress);
        };

    Future<RouteState> end = run(runner(untilEnd(5, 7), topology));

    Awaitility.await().until(() -> topology.looks > 5);
    assertThat(end).isNotDone();
    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(RouteState.FINISHED);
  }

  @Test
  void shouldFailForGoodWhereTheSourceHoldsWhatWasNotCopied() {
    for (int offset = 0; offset < 6; offset++) {
      east.append("orders", 0, "k", "v");
    }
    pinned();
    Topology topology = new Topology();
    topology.script =
        (progress, removal) -> {
          removal.passed(0, 0, 2, 5, true);
          reachTheEnds(progress);
        };

    RouteFailedException failure = failure(untilEnd(5, 7), topology);

    assertThat(failure)
        .hasMessageStartingWith("Copies of east/orders/0 are missing on the target")
        .hasMessageContaining("offset 2 was to be next");
    assertThat(failure.isPermanent()).isTrue();
    assertThat(topology.calls).containsExactly("start", "close");
    assertThat(central.values(TopicNames.PINS, 0)).hasSize(2); // for the next run
  }

  /** Retention was faster than the mirror. */
  @Test
  void shouldFailForGoodWhereTheSourceHasRemovedWhatWasNotCopied() {
    east.removeBefore("orders", 0, 5);
    pinned();
    Topology topology = new Topology();
    topology.script = (progress, removal) -> removal.passed(0, 0, 2, 5, false);

    RouteFailedException failure = failure(Routes.endless(1, 1, 0), topology);

    assertThat(failure)
        .hasMessageStartingWith("Records of east/orders/0 were removed on their cluster before");
    assertThat(failure.isPermanent()).isTrue();
    assertThat(central.values(TopicNames.PINS, 0)).hasSize(2);
  }

  @Test
  void shouldFailWithItsClient() {
    Topology topology = new Topology();
    topology.failure = new IllegalStateException("the client has failed");

    assertThatThrownBy(() -> runner(Routes.endless(1, 1, 0), topology).run(this::tell))
        .isSameAs(topology.failure);

    assertThat(topology.calls).containsExactly("start", "close");
    assertThat(told).isEmpty();
  }

  @Test
  void shouldSayInWordsWhyItsClientDoesNotStart() {
    KStreamsRunner runner =
        runner(
            Routes.endless(1, 1, 0),
            (silence, removal, progress) -> {
              throw new StreamsException("no", new IllegalArgumentException("no such directory"));
            });

    assertThatThrownBy(() -> runner.run(this::tell))
        .isInstanceOf(RouteFailedException.class)
        .hasMessage("Kafka Streams failed: IllegalArgumentException: no such directory");
  }

  /** What an earlier attempt had read and not committed is read again. */
  @Test
  void shouldCountAnewWithEveryAttempt() throws Exception {
    Topology topology = new Topology();
    topology.script = (progress, removal) -> progress.joined();
    topology.failure = new IllegalStateException("the client has failed");
    KStreamsRunner runner = runner(Routes.endless(1, 1, 0), topology);

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> runner.run(this::tell)).isSameAs(topology.failure);

      assertThat(runner.counts().results()).isEqualTo(1);
    }
  }

  private static void reachTheEnds(StreamsProgress progress) {
    progress.position(0, 0, 5);
    progress.position(1, 0, 7);
    progress.flushed(0);
    progress.committed();
  }

  /** As a first start has left it. */
  private void pinned() {
    central.createTopic(TopicNames.PINS, 1);
    central.append(
        TopicNames.PINS,
        0,
        "paid-orders",
        """
        {"incarnation":"0123456789abcdef","repartitionPartitions":0,"rule":"inner","maxRecordBytes":16777216,
         "inputs":[{"topics":[{"topic":"east/orders","topicId":"o1","starts":[0]}]},
                   {"topics":[{"topic":"west/payments","topicId":"p1","starts":[0]}]}]}
        """);
  }

  private Future<RouteState> run(KStreamsRunner runner) {
    return executor.submit(() -> runner.run(this::tell));
  }

  private RouteFailedException failure(PinnedRoute route, Topology topology) {
    return catchThrowableOfType(
        RouteFailedException.class, () -> runner(route, topology).run(this::tell));
  }

  private void tell(RouteState state, String reason) {
    told.add(state + " " + reason);
  }

  /** Its mirrors are someone else's business. */
  private KStreamsRunner runner(PinnedRoute route, RunningTopology.Start topology) {
    return new KStreamsRunner(
        clusters,
        watches,
        route,
        topology,
        mirrors(route.plan().output().cluster(), settings(Mirror.EXTERNAL, null)),
        Duration.ofMillis(100));
  }

  private static TargetMirrors mirrors(Cluster target, StreamsSettings settings) {
    return TargetMirrors.of(
        new KafkaClusters(),
        target,
        List.of(Routes.endless(1, 1, 0).plan()),
        List.of(target),
        settings,
        "");
  }

  private static StreamsSettings settings(Mirror mirror, @Nullable String connect) {
    return new StreamsSettings(connect, mirror, "state", Duration.ofMillis(200), 1, 16, 64);
  }

  private static PinnedRoute untilEnd(long leftEnd, long rightEnd) {
    PinnedRoute endless = Routes.endless(1, 1, 0);
    return new PinnedRoute(
        endless.plan(),
        endless.incarnation(),
        List.of(
            PinnedInput.of(
                endless.input(0).input(), List.of(List.of(0L)), List.of(List.of(leftEnd))),
            PinnedInput.of(
                endless.input(1).input(), List.of(List.of(0L)), List.of(List.of(rightEnd)))),
        0,
        endless.limit(),
        true);
  }

  /** A topology that does as a script says, on the thread that watches it. */
  private static final class Topology implements RunningTopology, RunningTopology.Start {
    final List<String> calls = new CopyOnWriteArrayList<>();
    BiConsumer<StreamsProgress, RemovalEvidence> script = (progress, removal) -> {};
    volatile @Nullable BiConsumer<StreamsProgress, RemovalEvidence> next;
    volatile boolean isRunning = true;
    volatile int looks;
    @Nullable RuntimeException failure;
    private @Nullable RuntimeException own;
    private StreamsProgress progress;
    private RemovalEvidence removal;

    @Override
    public RunningTopology start(
        SilenceEvidence silence, RemovalEvidence removal, StreamsProgress progress) {
      calls.add("start");
      this.progress = progress;
      this.removal = removal;
      own = failure;
      act(script);
      return this;
    }

    /** A processor's failure is the client's. */
    private void act(BiConsumer<StreamsProgress, RemovalEvidence> what) {
      try {
        what.accept(progress, removal);
      } catch (RuntimeException e) {
        own = e;
      }
    }

    @Override
    public boolean isRunning() {
      return isRunning;
    }

    @Override
    public void requireHealth() {
      looks++;
      BiConsumer<StreamsProgress, RemovalEvidence> what = next;
      if (what != null) {
        next = null;
        act(what);
      }
      if (own != null) {
        throw own;
      }
    }

    @Override
    public void stop() {
      calls.add("stop");
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
