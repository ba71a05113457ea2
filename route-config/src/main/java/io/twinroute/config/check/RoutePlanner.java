package io.twinroute.config.check;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.file.Problems;
import io.twinroute.config.file.Suggestions;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.config.read.RouteDefinition;
import io.twinroute.config.read.WrittenTopic;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.format.json.JsonFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves routes against clusters and checks each route as a whole. */
public final class RoutePlanner {

  /** The format of values, and of constants in results. */
  public static final ValueFormat FORMAT = JsonFormat.JSON;

  private final List<String> aliases;
  private final Map<String, Cluster> clusters;
  private final Problems problems;

  /**
   * @param aliases every cluster that the file names
   * @param clusters those of them that can be used
   */
  public RoutePlanner(List<String> aliases, Map<String, Cluster> clusters, Problems problems) {
    this.aliases = aliases;
    this.clusters = clusters;
    this.problems = problems;
  }

  /** The plans of all routes; complete only if no problem is found. */
  public List<RoutePlan> plan(List<RouteDefinition> definitions) {
    List<ResolvedRoute> routes = definitions.stream().map(this::resolve).toList();
    routes.forEach(this::checkRoute);
    new TopicChecks(routes, problems).check();
    return routes.stream().map(ResolvedRoute::toPlan).flatMap(Optional::stream).toList();
  }

  private ResolvedRoute resolve(RouteDefinition route) {
    return new ResolvedRoute(
        route, resolve(0, route.left()), resolve(1, route.right()), resolve(route.output()));
  }

  private @Nullable RouteInput resolve(int index, RouteDefinition.@Nullable Input input) {
    if (input == null) {
      return null;
    }
    List<SourceTopic> topics =
        input.sources().stream().map(this::resolve).flatMap(Optional::stream).toList();
    return topics.isEmpty() || topics.size() < input.sources().size()
        ? null
        : new RouteInput(
            index,
            input.name(),
            topics,
            input.as(),
            FORMAT,
            input.lateness(),
            input.key(),
            input.silenceAfter(),
            input.time(),
            input.where());
  }

  private Optional<SourceTopic> resolve(RouteDefinition.Source source) {
    Cluster cluster = cluster(source.path(), source.cluster());
    return cluster == null || source.topic() == null
        ? Optional.empty()
        : Optional.of(new SourceTopic(cluster, source.topic()));
  }

  private @Nullable Output resolve(RouteDefinition.Target target) {
    Cluster cluster = cluster(target.path(), target.cluster());
    return cluster == null || target.topic() == null
        ? null
        : new Output(
            cluster,
            target.topic().template(),
            template(target.lateTopic()),
            template(target.deadLetterTopic()),
            target.partitions(),
            target.replication(),
            target.cleanup(),
            target.where(),
            target.results());
  }

  private static @Nullable String template(@Nullable WrittenTopic topic) {
    return topic == null ? null : topic.template();
  }

  private @Nullable Cluster cluster(String path, @Nullable String alias) {
    if (alias != null && !aliases.contains(alias)) {
      problems.add(
          path + ".cluster",
          "unknown cluster '" + alias + "'" + Suggestions.hint(alias, aliases, "defined"));
    }
    return alias == null ? null : clusters.get(alias);
  }

  private void checkRoute(ResolvedRoute route) {
    RouteDefinition definition = route.definition();
    if (definition.right() != null) {
      checkNames(definition.left(), definition.right());
    }
    new SourceChecks(problems).check(route);
    definition.inputs().forEach(input -> checkTarget(input, definition.output()));
    route
        .inputs()
        .forEach(
            side -> {
              for (int i = 0; i < side.topics().size(); i++) {
                checkMirrorName(route.source(side, i), side.topics().get(i));
              }
            });
  }

  private void checkNames(RouteDefinition.Input left, RouteDefinition.Input right) {
    if (left.as().equals(right.as())) {
      problems.add(
          right.path() + ".as",
          "'" + right.as() + "' names both sides; they are members of one result");
    }
  }

  private void checkTarget(RouteDefinition.Input input, RouteDefinition.Target output) {
    if (output.cluster() != null
        && aliases.contains(output.cluster())
        && input.sources().stream().anyMatch(each -> output.cluster().equals(each.cluster()))) {
      problems.add(
          output.path() + ".cluster",
          "'"
              + output.cluster()
              + "' is a source of this route; writing to a source cluster is not available in"
              + " this version; name another cluster");
    }
  }

  private void checkMirrorName(RouteDefinition.Source written, SourceTopic topic) {
    int length =
        Engines.sections().stream()
            .flatMap(section -> section.remoteTopics(topic).stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);
    if (length > TopicNames.LONGEST) {
      problems.add(
          written.path() + ".topic",
          "its mirror's name, with the cluster's alias in front, has "
              + length
              + " characters; Kafka allows "
              + TopicNames.LONGEST);
    }
  }
}
