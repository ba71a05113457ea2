package io.twinroute.mirror.connect;

import java.util.List;
import java.util.Optional;

/**
 * What Connect says about a connector and its tasks.
 *
 * <p>It is not proof of health: MirrorMaker keeps a task {@code RUNNING} while its source cluster
 * is out of reach. Judge that by the copied offsets.
 *
 * @param connector the connector's name
 * @param state Connect's word, for example {@code RUNNING}, {@code PAUSED}, {@code STOPPED}, {@code
 *     FAILED}; {@code UNASSIGNED} while no worker has it
 * @param trace the first line of the failure's trace; empty without one
 * @param tasks in the order of their ids; none until MirrorMaker has found its topics
 */
public record MirrorStatus(String connector, String state, String trace, List<Task> tasks) {

  private static final String FAILED = "FAILED";

  public MirrorStatus {
    tasks = List.copyOf(tasks);
  }

  /** A task of the connector; the components mean what the connector's do. */
  public record Task(int id, String state, String trace) {}

  /** Whether somebody has paused or stopped the connector. */
  public boolean isHalted() {
    return "PAUSED".equals(state) || "STOPPED".equals(state);
  }

  /** What failed first, in words: the connector itself, or else its first failed task. */
  public Optional<String> failure() {
    if (FAILED.equals(state)) {
      return Optional.of("connector " + connector + " failed: " + trace);
    }
    return tasks.stream()
        .filter(task -> FAILED.equals(task.state()))
        .findFirst()
        .map(task -> "task " + task.id() + " of " + connector + " failed: " + task.trace());
  }
}
