package io.twinroute.bench.lab;

import io.twinroute.demo.local.ProcessGroup;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Connect worker for each setup that was needed. It is kept between runs, idle, like a worker
 * that also has other connectors.
 */
public final class MirrorWorkers {

  private final ProcessGroup processes;
  private final String target;
  private final Map<WorkerSetup, MirrorWorker> workers = new HashMap<>();
  private @Nullable MirrorWorker current;

  MirrorWorkers(ProcessGroup processes, String target) {
    this.processes = processes;
    this.target = target;
  }

  /** Makes the worker with that setup the current one; it has no connectors. */
  public void use(WorkerSetup setup) {
    @Nullable MirrorWorker worker = workers.get(setup);
    if (worker == null || !worker.isAlive()) {
      worker = MirrorWorker.start(processes, setup, target);
      workers.put(setup, worker);
    }
    worker.empty();
    current = worker;
  }

  /** Takes its connectors away from the current one, if there is one; it is no longer. */
  public void release() {
    if (current != null && current.isAlive()) {
      current.empty();
    }
    current = null;
  }

  public MirrorWorker current() {
    if (current == null) {
      throw new IllegalStateException("no worker is in use");
    }
    return current;
  }

  /** The current one's process, if there is one. */
  public Optional<ProcessHandle> process() {
    return Optional.ofNullable(current).map(MirrorWorker::process);
  }

  /**
   * @throws IllegalStateException with its last lines of output, if the current one has ended by
   *     itself
   */
  public void mustLive() {
    if (current != null) {
      current.mustLive();
    }
  }
}
