package io.twinroute.runtime.service.reload;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.change.FileChange;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.Problem;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A route file and the process that has read it: which version the process runs, and what a newer
 * one would change. Not thread-safe.
 */
public final class ChangedFile {

  private final Path path;
  private final Engine engine;

  /** Settings of Micronaut, which are read once. */
  private final Map<String, @Nullable Object> fixed;

  private final Map<String, Cluster> known = new TreeMap<>();
  private RouteFile current;

  /** By name: routes of the current version that have been asked to end, and have not yet. */
  private Set<String> ending = Set.of();

  /** Whether routes of the current version run, or may. */
  private boolean runs;

  /**
   * A newer version.
   *
   * @param change what it asks for; nothing of it is refused
   */
  public record Version(RouteFile file, FileChange change) {}

  /**
   * @param environment over the file, as {@link RouteFiles#context} makes it
   */
  public ChangedFile(Path path, Engine engine, Environment environment, RouteFile file) {
    this.path = path;
    this.engine = engine;
    this.fixed = RouteFiles.otherKeys(environment);
    this.current = file;
    known.putAll(file.clusters());
  }

  /** The version that the process runs. */
  public RouteFile current() {
    return current;
  }

  /** From now on routes run, and so not every change of them is possible. */
  public void run() {
    runs = true;
  }

  /** This is the version for this process now. */
  public void take(RouteFile file) {
    take(file, List.of());
  }

  /**
   * This is the version for this process now, but for some routes. The next version starts or stops
   * them, whatever it says of them.
   *
   * @param unfinished routes as they ran when they were asked to end; they have not ended yet
   */
  public void take(RouteFile file, Collection<RoutePlan> unfinished) {
    current = file.withRoutes(unfinished);
    ending = unfinished.stream().map(RoutePlan::name).collect(Collectors.toUnmodifiableSet());
    known.putAll(file.clusters());
  }

  /** The names of the routes that had not ended when the current version was taken. */
  public Set<String> ending() {
    return ending;
  }

  /**
   * Reads the file again.
   *
   * @throws ReloadRefusedException if it is not valid, or needs a restart of the router
   */
  public Version read() throws ReloadRefusedException {
    try (ApplicationContext context = RouteFiles.context(path)) {
      RouteFile file = RouteFiles.plan(context.getEnvironment());
      RouteFile before = runs ? current : current.withoutRoutes();
      FileChange change = FileChange.between(before, file, engine, known);
      List<Problem> refused =
          new ArrayList<>(changedSettings(RouteFiles.otherKeys(context.getEnvironment())));
      refused.addAll(change.refused());
      requireNone(refused);
      return new Version(
          file,
          change.restarting(
              file.enabledRoutes().stream()
                  .filter(route -> ending.contains(route.name()))
                  .toList()));
    } catch (InvalidRouteFileException e) {
      throw refusal(e.problems());
    }
  }

  private List<Problem> changedSettings(Map<String, @Nullable Object> now) {
    TreeSet<String> keys = new TreeSet<>(fixed.keySet());
    keys.addAll(now.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(fixed.get(key), now.get(key)))
        .map(key -> new Problem(key, "is read once, when the router starts; restart the router"))
        .toList();
  }

  private static void requireNone(List<Problem> problems) throws ReloadRefusedException {
    if (!problems.isEmpty()) {
      throw refusal(problems);
    }
  }

  private static ReloadRefusedException refusal(List<Problem> problems) {
    return new ReloadRefusedException(
        ReloadOutcome.refused(
            problems.stream()
                .map(problem -> problem.toString().lines().collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; also "))));
  }
}
