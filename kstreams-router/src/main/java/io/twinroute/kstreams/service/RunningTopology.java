package io.twinroute.kstreams.service;

import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.RemovalEvidence;
import io.twinroute.kstreams.topology.SilenceEvidence;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

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

  /** The input partitions of its tasks in this process; empty if that is not known. */
  default Optional<Set<TopicPartition>> inputs() {
    return Optional.empty();
  }

  /** How often its tasks were distributed again since it has first run. */
  default long rebalances() {
    return 0;
  }

  /** The size of its stores; empty if that is not known. */
  default OptionalLong storeBytes() {
    return OptionalLong.empty();
  }

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
