package io.twinroute.demo;

import io.twinroute.cli.engine.Launcher;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.BrokerClasses;
import io.twinroute.demo.local.ChildProcess;
import io.twinroute.demo.local.LocalClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the archives of loaded classes (class-data sharing) with which the processes of this
 * installation start in about half of the time: {@code classes.jsa} in the target folders of the
 * command line and of each router, and one for the brokers of the demo and the tests. A small demo
 * runs, and each process writes its archive at exit.
 *
 * <p>An archive fits the jars and the JVM that it was made with; a JVM that it does not fit ignores
 * it.
 */
final class ClassArchives {

  private static final int RECORDS = 200;
  private static final int SEED = 42;
  private static final int LOG_LINES_SHOWN = 15;
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Path home;
  private final Launcher launcher;

  private ClassArchives(Path home) {
    this.home = home;
    this.launcher = Launcher.in(home);
  }

  /** Exit code 1 if one of them cannot be made, with the reason on standard error. */
  public static void main(String[] args) throws InterruptedException {
    try {
      new ClassArchives(Path.of(System.getProperty("twinroute.home"))).make();
    } catch (IllegalStateException | UncheckedIOException | LocalClusterException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private void make() throws InterruptedException {
    BrokerClasses brokers = new BrokerClasses(home);
    Path broker = unfinished(brokers.archive());
    try (DemoSession session = DemoSession.start(List.of(dumpOption(broker)))) {
      DemoData data = new DemoData(SEED, RECORDS);
      session.orders().write(data.orders());
      session.payments().write(data.payments());
      Path file = session.routeFile();
      for (Engine engine : Engines.all()) {
        archive(session, engine.id() + "-router", launcher.run(engine, file, "--until-end"));
      }
      archive(session, "cli", launcher.verify(file));
      session.stopTarget();
    }
    brokers.keepClassPath(System.getProperty("java.class.path"));
    finish(broker, brokers.archive());
  }

  /** Runs a command of the launcher, whose process archives what it has loaded. */
  private void archive(DemoSession session, String module, List<String> command)
      throws InterruptedException {
    Path archive = home.resolve(module).resolve("target").resolve("classes.jsa");
    Path unfinished = unfinished(archive);
    Map<String, String> environment = new HashMap<>(launcher.environment());
    // Unlike TWINROUTE_JAVA_OPTS, it takes a path with spaces.
    environment.put(
        "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 \"" + dumpOption(unfinished) + "\"");
    ChildProcess process = session.processes().start(module, command, environment, GRACE);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          String.join(System.lineSeparator(), process.lastLines(LOG_LINES_SHOWN)));
    }
    finish(unfinished, archive);
  }

  private static String dumpOption(Path archive) {
    return "-XX:ArchiveClassesAtExit=" + archive;
  }

  /** Where it is written; that of an earlier build is removed. */
  private static Path unfinished(Path archive) {
    try {
      Files.deleteIfExists(archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archive.resolveSibling(archive.getFileName() + ".unfinished");
  }

  /** Atomically: a JVM crashes on an incomplete archive. */
  private static void finish(Path unfinished, Path archive) {
    try {
      Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
