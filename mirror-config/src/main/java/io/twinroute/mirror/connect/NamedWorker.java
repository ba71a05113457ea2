package io.twinroute.mirror.connect;

import io.twinroute.mirror.recovery.OrphanedTransactions;

/**
 * A worker that someone else runs.
 *
 * @param client knows where it is
 * @param orphans of its tasks, once it is gone
 */
record NamedWorker(ConnectClient client, OrphanedTransactions orphans) implements MirrorWorker {

  @Override
  public boolean hasStopped() {
    return false;
  }

  @Override
  public void answers() {
    orphans.forget();
  }

  @Override
  public void isGone() {
    orphans.look();
  }

  @Override
  public void close() {}
}
