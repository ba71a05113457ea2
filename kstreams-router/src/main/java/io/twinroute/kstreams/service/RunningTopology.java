package io.twinroute.kstreams.service;

import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.RemovalEvidence;
import io.twinroute.kstreams.topology.SilenceEvidence;

/** A route's topology that a Streams client runs, as its runner sees it. */
interface RunningTopology extends AutoCloseable {

  /** Begins to run the topology; returns at once. */
  @FunctionalInterface
  interface Start {
    RunningTopology start(
        SilenceEvidence silence, RemovalEvidence removal, StreamsProgress progress);
  }

  /** Whether all tasks are set up and process records. */
  boolean isRunning();

  /**
   * @throws io.twinroute.runtime.RouteFailedException if the client has failed
   */
  void requireHealth();

  /**
   * Commits everything processed, and leaves the group, so that the next run need not wait.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the client failed meanwhile, or does not
   *     end
   */
  void stop();

  /** As {@link #stop}, for a client that may have failed: does not report the failure. */
  @Override
  void close();
}
