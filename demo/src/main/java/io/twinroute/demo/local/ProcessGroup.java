package io.twinroute.demo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Processes and the temporary folder they work in. Both are gone after {@link #close()}, and at the
 * latest when this JVM ends, also by Ctrl-C. Thread-safe.
 */
public final class ProcessGroup implements AutoCloseable {
  private final Path folder;
  private final List<ChildProcess> children = new ArrayList<>();
  private final Thread hook = new Thread(this::endAll, "process-group-end");
  private boolean closed;

  /** A group with a new folder whose name begins with {@code prefix}. */
  public ProcessGroup(String prefix) {
    this.folder = TemporaryFolders.create(prefix);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The folder; there until the group is closed. */
  public Path folder() {
    return folder;
  }

  /**
   * Starts a process whose output goes to {@code <name>.log} in the folder.
   *
   * @param environment what is added to this process's environment
   * @param grace how long it may take to end when the group is closed
   */
  public synchronized ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Duration grace) {
    if (closed) {
      throw new IllegalStateException("the group is closed; cannot start " + name);
    }
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      ChildProcess child = new ChildProcess(name, builder.start(), log, grace);
      children.add(child);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all processes, the youngest first, and removes the folder. */
  @Override
  public void close() {
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook has run, or will do nothing.
    }
  }

  private synchronized void endAll() {
    if (closed) {
      return;
    }
    closed = true;
    List<ChildProcess> youngestFirst = new ArrayList<>(children);
    Collections.reverse(youngestFirst);
    youngestFirst.forEach(ChildProcess::askToEnd);
    youngestFirst.forEach(ChildProcess::end);
    TemporaryFolders.delete(folder);
  }
}
