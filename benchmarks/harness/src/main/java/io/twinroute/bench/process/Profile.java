package io.twinroute.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import one.profiler.AsyncProfilerLoader;
import org.jspecify.annotations.Nullable;

/** Flame graphs of a run's processes, where they are asked for. */
public final class Profile {

  private final Map<ProcessHandle, Path> graphs = new LinkedHashMap<>();

  private Profile() {}

  /**
   * @param folder where the graphs go; null: none is made
   */
  public static Profile of(
      @Nullable Path folder, String run, ProcessHandle engine, Optional<ProcessHandle> mirror) {
    Profile profile = new Profile();
    if (folder != null) {
      create(folder);
      profile.graphs.put(engine, folder.toAbsolutePath().resolve(run + ".html"));
      mirror.ifPresent(
          process ->
              profile.graphs.put(process, folder.toAbsolutePath().resolve(run + "-mirror.html")));
    }
    return profile;
  }

  public void begin() {
    graphs.keySet().forEach(process -> ask("start", "-e", "itimer", pid(process)));
  }

  public void end() {
    graphs.forEach(
        (process, file) -> ask("stop", "-o", "flamegraph", "-f", file.toString(), pid(process)));
  }

  private static String pid(ProcessHandle process) {
    return String.valueOf(process.pid());
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ask(String... arguments) {
    try {
      AsyncProfilerLoader.executeProfiler(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
