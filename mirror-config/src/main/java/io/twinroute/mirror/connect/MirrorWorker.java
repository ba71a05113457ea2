package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.MirrorException;
import java.util.Collection;

/** The Connect worker of a target's mirrors, whoever runs it. Not thread-safe. */
interface MirrorWorker extends AutoCloseable {

  /**
   * A client of the worker, which is started if it is this process's own and does not run.
   *
   * @throws MirrorException if it cannot be started
   */
  ConnectClient client();

  /** Whether the worker is this process's own, has run and runs no more. */
  boolean hasStopped();

  /**
   * Takes further clusters that connectors may name from now on, or newer settings of known ones.
   */
  default void learn(Collection<Cluster> clusters) {}

  /** Called when a check finds that the worker answers. */
  default void answers() {}

  /** Called when a check finds that the worker's address refuses connections. */
  default void isGone() {}

  /** Ends the worker if it is this process's own; may take long. */
  @Override
  void close();
}
