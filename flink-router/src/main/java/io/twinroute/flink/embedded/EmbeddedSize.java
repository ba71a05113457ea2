package io.twinroute.flink.embedded;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.Collection;
import org.apache.flink.configuration.MemorySize;

/**
 * What a task manager needs that runs some routes.
 *
 * @param slots for the tasks of their logics; a source's tasks share them
 * @param network for the records on their way between tasks
 * @param rocksDb for all their stores together, where routes have any
 */
public record EmbeddedSize(int slots, MemorySize network, MemorySize rocksDb) {

  private static final long SEGMENT = 32 << 10;

  /** Flink's own size of a cluster in a process. */
  private static final long LEAST_NETWORK = 64L << 20;

  /** {@code taskmanager.network.memory.buffers-per-channel} and its floating-buffers-per-gate. */
  private static final int CHANNEL = 2;

  private static final int GATE = 8;

  private static final MemorySize LEAST_ROCKSDB = MemorySize.ofMebiBytes(256);
  private static final MemorySize ROCKSDB_A_SLOT = MemorySize.ofMebiBytes(4);

  /** Of a task manager for all of these. */
  public static EmbeddedSize of(Collection<PinnedRoute> routes) {
    int slots = routes.stream().mapToInt(route -> route.plan().parallelism()).sum();
    long buffers = routes.stream().mapToLong(EmbeddedSize::buffers).sum();
    return new EmbeddedSize(
        slots,
        new MemorySize(Math.max(LEAST_NETWORK, buffers * SEGMENT)),
        LEAST_ROCKSDB.add(ROCKSDB_A_SLOT.multiply(slots)));
  }

  /**
   * At most: each task of the logic has a gate for each input, with a channel for each of the
   * input's tasks, and each of these has a partition with a part for each task of the logic.
   */
  private static long buffers(PinnedRoute route) {
    long tasks = route.plan().parallelism();
    long buffers = 0;
    for (PinnedInput input : route.inputs()) {
      long readers = Math.min(tasks, input.partitions());
      buffers += tasks * (readers * CHANNEL + GATE) + readers * (tasks * CHANNEL + GATE);
    }
    return buffers;
  }
}
