package io.twinroute.it.support;

import io.twinroute.config.plan.Engine;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code ./twinroute} script, run as a user runs it. */
public final class Command implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Process process;
  private final Path out;
  private final Path err;

  /** What a command came to. */
  public record Result(int exit, String out, String err) {
    @Override
    public String toString() {
      return "exit " + exit + "\n--- out\n" + out + "--- err\n" + err;
    }
  }

  private Command(List<String> arguments, Map<String, String> environment) {
    try {
      out = Files.createTempFile("twinroute", ".out");
      err = Files.createTempFile("twinroute", ".err");
      List<String> command = new ArrayList<>(List.of(home().resolve("twinroute").toString()));
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().put("TWINROUTE_SKIP_BUILD", "1");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      // These processes live for seconds: what the second compiler takes, it never gives back.
      builder.environment().put("TWINROUTE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it without waiting. */
  public static Command start(String... arguments) {
    return start(Map.of(), arguments);
  }

  /** The same with more in its environment. */
  public static Command start(Map<String, String> environment, String... arguments) {
    return new Command(List.of(arguments), environment);
  }

  /** Runs it to its end. */
  public static Result run(String... arguments) {
    try (Command command = start(arguments)) {
      return command.await();
    }
  }

  /** Runs both engines at once over what the sources hold now; both must end well. */
  public static void untilEndOnBoth(Path config) {
    try (Command onFlink = start(untilEndArguments(FlinkEngine.ENGINE, config));
        Command onStreams = start(untilEndArguments(StreamsEngine.ENGINE, config))) {
      for (Command command : List.of(onFlink, onStreams)) {
        Result result = command.await();
        if (result.exit() != 0) {
          throw new AssertionError(result.toString());
        }
      }
    }
  }

  /** Runs an engine over what the sources hold now. */
  public static Result untilEnd(Engine engine, Path config) {
    return run(untilEndArguments(engine, config));
  }

  public static String[] untilEndArguments(Engine engine, Path config) {
    return new String[] {
      "run", "--engine", engine.id(), "--config", config.toString(), "--until-end"
    };
  }

  /** Starts an engine that runs until it is stopped. */
  public static Command live(Engine engine, Path config, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--engine", engine.id(), "--config", config.toString()));
    arguments.addAll(List.of(more));
    return new Command(arguments, Map.of());
  }

  public Result await() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + PATIENCE + "\n" + result(-1));
      }
      return result(process.exitValue());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it has said so far. */
  public String outSoFar() {
    return read(out);
  }

  public String errSoFar() {
    return read(err);
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to stop, as Ctrl-C or a container runtime does, and waits. */
  public Result stop() {
    process.destroy();
    return await();
  }

  /** Ends it without warning. */
  public Result kill() {
    process.destroyForcibly();
    return await();
  }

  private Result result(int exit) {
    return new Result(exit, read(out), read(err));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path home() {
    return Path.of(System.getProperty("twinroute.home")).toAbsolutePath().normalize();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
