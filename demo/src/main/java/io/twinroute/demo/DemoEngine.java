package io.twinroute.demo;

import io.twinroute.cli.engine.Launcher;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.ChildProcess;
import io.twinroute.demo.local.ProcessGroup;
import io.twinroute.runtime.RouteFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A router that the demo runs, as {@code ./twinroute run} would. */
final class DemoEngine {
  private static final Duration GRACE = Duration.ofSeconds(8);
  private static final int LOG_LINES_SHOWN = 25;
  private static final Pattern HEALTH = Pattern.compile("https?://\\S+/health");

  private final Engine engine;
  private final ChildProcess process;

  private DemoEngine(Engine engine, ChildProcess process) {
    this.engine = engine;
    this.process = process;
  }

  static DemoEngine start(ProcessGroup group, Engine engine, Path routeFile, String... options) {
    Launcher launcher = Launcher.current();
    Path temporary = group.folder().resolve("tmp");
    try {
      Files.createDirectories(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = launcher.run(engine, routeFile, options);
    return new DemoEngine(
        engine, group.start(engine.id(), command, launcher.environment(temporary), GRACE));
  }

  Engine engine() {
    return engine;
  }

  Path log() {
    return process.log();
  }

  /**
   * Waits until the router has ended.
   *
   * @throws RouteFailedException with its last lines, if it failed
   */
  void awaitSuccess() throws InterruptedException {
    int exit = process.waitFor();
    if (exit != 0) {
      throw failure(exit);
    }
  }

  /**
   * Checks that it still runs.
   *
   * @throws RouteFailedException with its last lines, if it has ended
   */
  void mustRun() {
    if (!process.isAlive()) {
      throw failure(process.process().exitValue());
    }
  }

  /** The address of its health endpoint; empty until it has printed it. */
  Optional<String> healthUrl() {
    return process.logLines().stream()
        .map(HEALTH::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst();
  }

  private RouteFailedException failure(int exit) {
    return new RouteFailedException(
        "The %s router ended with exit code %d. Its last lines:%n%s"
            .formatted(
                engine.id(),
                exit,
                String.join(System.lineSeparator(), process.lastLines(LOG_LINES_SHOWN))));
  }
}
