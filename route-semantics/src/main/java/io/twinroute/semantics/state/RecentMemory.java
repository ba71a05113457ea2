package io.twinroute.semantics.state;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much of the heap the {@link RecentRecords} of all logic tasks of a process may take together:
 * each that is open may take as much as any other, whatever route it is of. Thread-safe.
 */
public final class RecentMemory {

  /**
   * The share of the heap. Half of the heap is for long-lived objects; the other half of that is
   * left to the clients' buffers and to checkpoints.
   */
  private static final int PART = 4;

  private static final RecentMemory OF_PROCESS =
      new RecentMemory(Runtime.getRuntime().maxMemory() / PART);

  private final long bytes;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param bytes how many there are to share
   */
  public RecentMemory(long bytes) {
    this.bytes = bytes;
  }

  /** A quarter of the heap, shared by all that a class loader has opened. */
  public static RecentMemory ofProcess() {
    return OF_PROCESS;
  }

  /** A share for one more task, as large as there can be. */
  public Share open() {
    return open(1);
  }

  /**
   * A share for one more task.
   *
   * @param places how many tasks there may be at once, of which some may not be known here; at
   *     least 1
   */
  public Share open(int places) {
    open.incrementAndGet();
    return new Share(places);
  }

  /** What one task may take. Open until it is closed, which may happen more than once. */
  public final class Share implements AutoCloseable {

    private final int places;
    private boolean closed;

    private Share(int places) {
      this.places = places;
    }

    /** About how many bytes, now. They become fewer when another share is opened. */
    public long bytes() {
      return bytes / Math.max(places, open.get());
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
