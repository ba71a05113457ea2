package io.twinroute.flink.embedded;

import io.twinroute.flink.job.FlinkRouteJob;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.Collection;
import org.apache.flink.configuration.MemorySize;

/**
 * The resources of a task manager for some routes.
 *
 * @param slots for the tasks of their logics; a source's tasks share them
 * @param network for the records between tasks
 * @param rocksDb for all stores together, if routes have any
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

  /** For tasks of routes that come later; a slot by itself costs nothing. */
  private static final int SPARE_SLOTS = 16;

  /** For a route of two tasks that reads two topics. */
  private static final int BUFFERS_A_SLOT = 48;

  /** The size of a task manager for all of these. */
  public static EmbeddedSize of(Collection<PinnedRoute> routes) {
    return of(routes, 0);
  }

  /** The same, with room for some more small routes. */
  public static EmbeddedSize withRoom(Collection<PinnedRoute> routes) {
    return of(routes, SPARE_SLOTS);
  }

  private static EmbeddedSize of(Collection<PinnedRoute> routes, int spareSlots) {
    int slots = routes.stream().mapToInt(EmbeddedSize::slots).sum();
    long buffers = routes.stream().mapToLong(EmbeddedSize::buffers).sum();
    return new EmbeddedSize(
        slots + spareSlots,
        new MemorySize(
            Math.max(LEAST_NETWORK, (buffers + (long) spareSlots * BUFFERS_A_SLOT) * SEGMENT)),
        LEAST_ROCKSDB.add(ROCKSDB_A_SLOT.multiply(slots)));
  }

  /** How many task managers of this size such routes need together; at least 1. */
  int taskManagersFor(Collection<PinnedRoute> routes) {
    long bySlots = ceil(routes.stream().mapToLong(EmbeddedSize::slots).sum(), slots);
    long byNetwork =
        ceil(routes.stream().mapToLong(EmbeddedSize::buffers).sum() * SEGMENT, network.getBytes());
    return (int) Math.max(1, Math.max(bySlots, byNetwork));
  }

  private static long ceil(long wanted, long each) {
    return (wanted + each - 1) / each;
  }

  private static int slots(PinnedRoute route) {
    return route.plan().parallelism();
  }

  /**
   * At most: each task of the logic has a gate with a channel for each reader, and each reader has
   * a partition with a part for each task of the logic. A route in one task has neither.
   */
  private static long buffers(PinnedRoute route) {
    if (FlinkRouteJob.isOneTask(route)) {
      return 0;
    }
    long tasks = route.plan().parallelism();
    long partitions = route.inputs().stream().mapToInt(PinnedInput::partitions).sum();
    long readers = Math.min(tasks, partitions);
    return tasks * (readers * CHANNEL + GATE) + readers * (tasks * CHANNEL + GATE);
  }
}
