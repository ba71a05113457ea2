package io.twinroute.cli.engine;

import io.twinroute.config.plan.Engine;
import io.twinroute.runtime.plan.PlanFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Command lines for the routers. They go through the {@code twinroute} script, the only place that
 * knows each engine's class path and JVM options; it replaces itself with the router's process.
 */
public final class Launcher {
  private final Path script;

  private Launcher(Path home) {
    this.script = home.resolve("twinroute");
  }

  /**
   * The launcher that started this process, or the one in the folder that the system property
   * {@code twinroute.home} names.
   */
  public static Launcher current() {
    String home = System.getProperty("twinroute.home");
    if (home == null) {
      throw new IllegalStateException(
          "the system property twinroute.home must name the folder of the twinroute script");
    }
    return new Launcher(Path.of(home));
  }

  /**
   * The launcher of another build.
   *
   * @param home the folder of its script
   */
  public static Launcher in(Path home) {
    return new Launcher(home);
  }

  /** {@code run --engine <engine> --config <config>}, and more arguments. */
  public List<String> run(Engine engine, Path config, String... more) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(script.toString(), "run", "--engine", engine.id(), "--config", config.toString()));
    command.addAll(List.of(more));
    return command;
  }

  /** {@code verify --config <config>}. */
  public List<String> verify(Path config) {
    return List.of(script.toString(), "verify", "--config", config.toString());
  }

  /** Makes the engine's router print what it would run. */
  public List<String> plan(Engine engine, Path config, PlanFormat format) {
    return List.of(
        script.toString(),
        "__engine",
        engine.id(),
        "plan",
        config.toString(),
        "--format",
        format.toString());
  }

  /** The script's environment: it uses this JVM, and does not build the jars again. */
  public Map<String, String> environment() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"), "TWINROUTE_SKIP_BUILD", "1");
  }

  /**
   * The same for a router whose libraries unpack their native parts into a folder of its own, which
   * can be removed afterwards.
   *
   * @param temporary an existing folder
   */
  public Map<String, String> environment(Path temporary) {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put(
        "TWINROUTE_JAVA_OPTS",
        System.getenv().getOrDefault("TWINROUTE_JAVA_OPTS", "") + " -Djava.io.tmpdir=" + temporary);
    return environment;
  }
}
