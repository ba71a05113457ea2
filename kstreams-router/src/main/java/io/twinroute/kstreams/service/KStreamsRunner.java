package io.twinroute.kstreams.service;

import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.kstreams.mirror.CopyWatches;
import io.twinroute.kstreams.mirror.MirrorWatch;
import io.twinroute.kstreams.mirror.TargetMirrors;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.SilenceSteps;
import io.twinroute.kstreams.topology.SilenceWatches;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.runtime.supervise.EngineFacts;
import io.twinroute.runtime.supervise.ReadCopies;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Runs a route's topology in this process. */
final class KStreamsRunner implements RouteRunner {

  private static final Duration TICK = Duration.ofMillis(50);

  /** Between two looks at a running route, which only detect a failure. */
  private static final Duration TICK_WHILE_RUNNING = Duration.ofMillis(500);

  private static final Duration STORES_PAUSE = Duration.ofSeconds(10);

  private final Clusters clusters;
  private final ClusterWatches watches;
  private final PinnedRoute route;
  private final RunningTopology.Start topology;
  private final TargetMirrors mirrors;
  private final Optional<ReadCopies> copies;
  private volatile StreamsProgress progress;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final Duration commitInterval;
  private long storesAskedAt = System.nanoTime() - STORES_PAUSE.toNanos();
  private volatile OptionalLong storeBytes = OptionalLong.empty();
  private volatile long rebalances;
  private volatile long rebalancesBefore;
  private volatile long failedBefore;

  KStreamsRunner(
      Clusters clusters,
      ClusterWatches watches,
      PinnedRoute route,
      RunningTopology.Start topology,
      TargetMirrors mirrors,
      Duration commitInterval) {
    this.commitInterval = commitInterval;
    this.clusters = clusters;
    this.watches = watches;
    this.route = route;
    this.topology = topology;
    this.mirrors = mirrors;
    this.progress = new StreamsProgress(route);
    this.copies = Optional.of(copies(route));
  }

  private static ReadCopies copies(PinnedRoute route) {
    return new ReadCopies(
        route.plan().output().cluster(),
        StreamsNames.application(route),
        route.inputs().stream()
            .flatMap(input -> input.topics().stream())
            .collect(
                Collectors.toMap(
                    PinnedTopic::source,
                    topic -> CopyWatches.copies(route, topic),
                    (first, same) -> first)));
  }

  @Override
  public RouteState run(StatusListener listener) throws InterruptedException {
    if (!mirrors.awaitRunning(stopRequested)) {
      return RouteState.STOPPED;
    }
    failedBefore = failedBefore + progress.failedCommits();
    rebalancesBefore = rebalances;
    progress = new StreamsProgress(route); // an earlier attempt's progress may have been aborted
    RouteState end;
    try (SilenceWatches silence = SilenceWatches.start(watches, route);
        CopyWatches copies = CopyWatches.start(clusters, watches, route, progress)) {
      if (!awaitFirstAnswers(copies)) {
        return RouteState.STOPPED;
      }
      end = run(silence, copies, listener);
    } catch (KafkaException e) {
      throw Reasons.failed(route, e);
    }
    CommittedInputs.require(clusters, route, progress);
    return end;
  }

  /** Whether the sources have answered, or will not soon; false if a stop came first. */
  private boolean awaitFirstAnswers(CopyWatches copies) throws InterruptedException {
    while (!copies.haveAsked()) {
      if (stopRequested.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  private RouteState run(SilenceWatches silence, CopyWatches copies, StatusListener listener)
      throws InterruptedException {
    try (RunningTopology streams =
        topology.start(new SilenceSteps(route, silence), copies, progress)) {
      RouteState end = watch(streams, copies, listener);
      streams.stop();
      return end;
    }
  }

  private RouteState watch(RunningTopology streams, CopyWatches copies, StatusListener listener)
      throws InterruptedException {
    MirrorWatch mirrorWatch =
        new MirrorWatch(mirrors.of(route.plan()), listener, copies::idle, System::nanoTime);
    boolean running = false;
    while (!isStopRequestedWithin(running && !route.untilEnd() ? TICK_WHILE_RUNNING : TICK)) {
      streams.requireHealth();
      boolean finished = route.untilEnd() && progress.hasReachedTheEnds() && copies.haveNoDoubts();
      copies.mustHaveLostNothing(); // after that: it knows of all that the run has read now
      if (finished) {
        return RouteState.FINISHED;
      }
      if (!running && streams.isRunning()) {
        running = true;
        listener.status(RouteState.RUNNING, "running");
      }
      if (running) {
        look(streams);
        mirrorWatch.tick();
      }
    }
    return RouteState.STOPPED;
  }

  /** What the topology says of itself; seldom, because its stores are asked. */
  private void look(RunningTopology streams) {
    rebalances = rebalancesBefore + streams.rebalances();
    streams
        .inputs()
        .ifPresent(
            ours -> {
              List<Set<Integer>> elsewhere = new ArrayList<>();
              for (PinnedInput input : route.inputs()) {
                elsewhere.add(
                    input.topics().stream()
                        .flatMapToInt(topic -> elsewhere(topic, ours))
                        .boxed()
                        .collect(Collectors.toSet()));
              }
              String repartition = StreamsTopics.repartitionTopic(StreamsNames.application(route));
              progress.readsElsewhere(
                  elsewhere,
                  ours.stream().anyMatch(partition -> partition.topic().equals(repartition)));
            });
    long now = System.nanoTime();
    if (now - storesAskedAt >= STORES_PAUSE.toNanos()) {
      storesAskedAt = now;
      storeBytes = streams.storeBytes();
    }
  }

  /** The partitions of a topic, as its input numbers them, whose copies are not among ours. */
  private static IntStream elsewhere(PinnedTopic topic, Set<TopicPartition> ours) {
    String copies = MirrorNames.remoteTopic(topic.source());
    return IntStream.range(0, topic.partitions())
        .filter(p -> !ours.contains(new TopicPartition(copies, p)))
        .map(p -> topic.first() + p);
  }

  @Override
  public EngineFacts facts() {
    StreamsProgress now = progress;
    return new EngineFacts(
        now.committedAt(),
        now.openSince(),
        now.commitDuration().stream().mapToObj(Duration::ofNanos).findFirst(),
        OptionalLong.of(failedBefore + now.failedCommits()),
        OptionalLong.of(rebalances),
        storeBytes,
        OptionalLong.empty(),
        OptionalLong.of(now.recentBytes()),
        Optional.of(commitInterval));
  }

  @Override
  public Optional<ReadCopies> copies() {
    return copies;
  }

  private boolean isStopRequestedWithin(Duration time) throws InterruptedException {
    return stopRequested.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void requestStop() {
    stopRequested.countDown();
  }

  @Override
  public RouteCounts counts() {
    return progress.counts();
  }
}
