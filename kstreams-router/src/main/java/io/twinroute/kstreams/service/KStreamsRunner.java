package io.twinroute.kstreams.service;

import io.twinroute.kstreams.mirror.CopyWatches;
import io.twinroute.kstreams.mirror.MirrorWatch;
import io.twinroute.kstreams.mirror.TargetMirrors;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.SilenceSteps;
import io.twinroute.kstreams.topology.SilenceWatches;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/** Runs a route's topology in this process. */
final class KStreamsRunner implements RouteRunner {

  private static final Duration TICK = Duration.ofMillis(50);

  /** Between two looks at a running route, which only detect a failure. */
  private static final Duration TICK_WHILE_RUNNING = Duration.ofMillis(500);

  private final Clusters clusters;
  private final ClusterWatches watches;
  private final PinnedRoute route;
  private final RunningTopology.Start topology;
  private final TargetMirrors mirrors;
  private volatile StreamsProgress progress;
  private final CountDownLatch stopRequested = new CountDownLatch(1);

  KStreamsRunner(
      Clusters clusters,
      ClusterWatches watches,
      PinnedRoute route,
      RunningTopology.Start topology,
      TargetMirrors mirrors) {
    this.clusters = clusters;
    this.watches = watches;
    this.route = route;
    this.topology = topology;
    this.mirrors = mirrors;
    this.progress = new StreamsProgress(route);
  }

  @Override
  public RouteState run(StatusListener listener) throws InterruptedException {
    if (!mirrors.awaitRunning(stopRequested)) {
      return RouteState.STOPPED;
    }
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
        mirrorWatch.tick();
      }
    }
    return RouteState.STOPPED;
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
