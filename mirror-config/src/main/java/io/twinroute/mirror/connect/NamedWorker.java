package io.twinroute.mirror.connect;

/**
 * A worker that someone else runs.
 *
 * @param client knows where it is
 */
record NamedWorker(ConnectClient client) implements MirrorWorker {

  @Override
  public boolean hasStopped() {
    return false;
  }

  @Override
  public void close() {}
}
