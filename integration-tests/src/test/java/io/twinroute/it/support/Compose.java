package io.twinroute.it.support;

import io.twinroute.demo.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The project's compose file under a project name and on ports of its own. */
public final class Compose implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String PROJECT = "twinroute-it";
  private static final List<String> PORTS =
      List.of("EAST", "WEST", "CENTRAL", "MIRROR", "FLINK_UI", "FLINK", "KSTREAMS");

  private final List<String> compose = binary();
  private final Map<String, String> environment = new LinkedHashMap<>();

  /**
   * @param routes the folder that holds {@code routes.yml}
   */
  public Compose(Path routes) {
    PORTS.forEach(
        port -> environment.put("TWINROUTE_" + port + "_PORT", String.valueOf(FreePorts.find())));
    environment.put("TWINROUTE_ROUTES", routes.toString());
    environment.put("COMPOSE_PROFILES", "all");
  }

  /** Today's plugin, or the older program. */
  private static List<String> binary() {
    List<String> plugin = List.of("docker", "compose");
    return run(Map.of(), concat(plugin, "version")).exit() == 0
        ? plugin
        : List.of("docker-compose");
  }

  /** The port on this machine that one of {@code TWINROUTE_..._PORT} names. */
  public int port(String name) {
    return Integer.parseInt(environment.get("TWINROUTE_" + name + "_PORT"));
  }

  /** Runs a command of compose; it must end well. */
  public String run(String... arguments) {
    List<String> command = concat(compose, "-p", PROJECT);
    command.addAll(List.of(arguments));
    return mustRun(command);
  }

  /** Runs a command of Docker on a service's container; it must end well. */
  public String docker(String command, String service, String... more) {
    List<String> all = concat(List.of("docker"), command);
    all.addAll(List.of(more));
    all.add(container(service));
    return mustRun(all);
  }

  /**
   * Starts one more container of a service, without ports of its own.
   *
   * @param options what is different there, as options of {@code docker compose run}
   * @param command what it runs; by default what its image says
   */
  public Another another(List<String> options, String service, String... command) {
    List<String> arguments =
        concat(List.of("run", "--detach", "--no-deps"), options.toArray(String[]::new));
    arguments.add(service);
    arguments.addAll(List.of(command));
    return new Another(run(arguments.toArray(String[]::new)).strip());
  }

  /** One more container of a service; closing it stops and removes it. */
  public final class Another implements AutoCloseable {

    private final String name;

    private Another(String name) {
      this.name = name;
    }

    /** All that it has printed. */
    public String log() {
      Command.Result log = Compose.run(environment, List.of("docker", "logs", name));
      return log.out() + log.err();
    }

    /**
     * @param format as of {@code docker inspect}
     */
    public String inspect(String format) {
      return mustRun(List.of("docker", "inspect", "--format", format, name));
    }

    @Override
    public void close() {
      mustRun(List.of("docker", "stop", "--time", "90", name));
      mustRun(List.of("docker", "rm", name));
    }
  }

  private String container(String service) {
    return run("ps", "--all", "-q", service).strip();
  }

  private String mustRun(List<String> command) {
    Command.Result result = run(environment, command);
    if (result.exit() != 0) {
      throw new AssertionError(command + ": " + result);
    }
    return result.out();
  }

  private static Command.Result run(Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("compose", ".out");
      Path err = Files.createTempFile("compose", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(Command.home().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        return new Command.Result(process.waitFor(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> concat(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(Arrays.asList(more));
    return all;
  }

  /** Ends and removes everything. */
  @Override
  public void close() {
    run("down", "--volumes", "--remove-orphans", "--timeout", "20");
  }
}
