package io.twinroute.bench.run;

import io.twinroute.bench.run.MirrorWorker.Kind;
import io.twinroute.cli.local.ProcessGroup;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Connect worker of each kind that was needed. It lives on between runs, with nothing to do, as a
 * worker does that has other connectors as well.
 */
final class MirrorWorkers {

  private final ProcessGroup processes;
  private final String target;
  private final Map<Kind, MirrorWorker> workers = new EnumMap<>(Kind.class);
  private @Nullable MirrorWorker current;

  MirrorWorkers(ProcessGroup processes, String target) {
    this.processes = processes;
    this.target = target;
  }

  /** Makes the worker of that kind the current one; it has no connectors. */
  void use(Kind kind) {
    if (kind == Kind.NONE) {
      return;
    }
    @Nullable MirrorWorker worker = workers.get(kind);
    if (worker == null || !worker.isAlive()) {
      worker = MirrorWorker.start(processes, kind, target);
      workers.put(kind, worker);
    }
    worker.empty();
    current = worker;
  }

  /** Takes its connectors away from the current one, if there is one; it is no longer. */
  void release() {
    if (current != null && current.isAlive()) {
      current.empty();
    }
    current = null;
  }

  MirrorWorker current() {
    if (current == null) {
      throw new IllegalStateException("no worker is in use");
    }
    return current;
  }

  /** The current one's process, if there is one. */
  Optional<ProcessHandle> process() {
    return Optional.ofNullable(current).map(MirrorWorker::process);
  }

  /**
   * @throws IllegalStateException with its last words, if the current one has ended by itself
   */
  void mustLive() {
    if (current != null) {
      current.mustLive();
    }
  }
}
