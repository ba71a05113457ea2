package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** Says in words that a cluster did not let a running route in, or not do what it has to do. */
public final class Refusal {

  private Refusal() {}

  /**
   * Whether the refusal is one that every further attempt meets: what has been computed once is
   * computed again, and is of the same size.
   */
  public static boolean isFinal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException) {
        return true;
      }
    }
    return false;
  }

  /**
   * The reason, if that is what a failure was about.
   *
   * @param sizes of the route's records
   */
  public static Optional<String> reason(
      RoutePlan route, Engine engine, RecordSizes sizes, Throwable failure) {
    String source = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SourceReadException read) {
        source = read.cluster();
      }
      if (cause instanceof AuthorizationException) {
        return Optional.of(
            "Cluster %s does not allow it: %s. ./twinroute plan lists the rights that are needed."
                .formatted(names(refusing(route, source, cause)), ClusterClients.reason(cause)));
      }
      if (cause instanceof RecordTooLargeException) {
        return Optional.of(tooLarge(route, engine, sizes, cause));
      }
      if (cause instanceof AuthenticationException) {
        return Optional.of(
            (source == null
                    ? "One of the clusters %s rejected the route's authentication: %s. Check its properties."
                    : "Cluster %s rejected the route's authentication: %s. Check its properties.")
                .formatted(
                    names(source == null ? route.clusters() : List.of(cluster(route, source))),
                    ClusterClients.reason(cause)));
      }
    }
    return Optional.empty();
  }

  /** Its topics took such records when it started. */
  private static String tooLarge(
      RoutePlan route, Engine engine, RecordSizes sizes, Throwable cause) {
    Output output = route.output();
    return ("Cluster %s refuses a record of a size that its topics took when the route started: %s."
            + " Set max.message.bytes back to at least %d for %s, and to %d for the route's"
            + " internal topics; the route then resumes.")
        .formatted(
            names(List.of(output.cluster())),
            ClusterClients.reason(cause),
            sizes.topicBytes(),
            String.join(", ", output.topics(engine)),
            sizes.internalTopicBytes());
  }

  /**
   * That of the source that could not be read. Else those that have the topic, which clients report
   * without its cluster; whatever else is to be allowed, is at the target.
   *
   * @param source the alias of the source's cluster; null if it is not about a source, or not known
   */
  private static List<Cluster> refusing(RoutePlan route, @Nullable String source, Throwable cause) {
    if (source != null) {
      return List.of(cluster(route, source));
    }
    if (cause instanceof TopicAuthorizationException refused) {
      List<Cluster> having =
          route
              .sources()
              .filter(each -> refused.unauthorizedTopics().contains(each.topic()))
              .map(SourceTopic::cluster)
              .distinct()
              .toList();
      if (!having.isEmpty()) {
        return having;
      }
    }
    return List.of(route.output().cluster());
  }

  private static Cluster cluster(RoutePlan route, String alias) {
    return route.clusters().stream()
        .filter(cluster -> cluster.alias().equals(alias))
        .findFirst()
        .orElseThrow();
  }

  private static String names(List<Cluster> clusters) {
    return clusters.stream()
        .map(cluster -> "'%s' at %s".formatted(cluster.alias(), cluster.bootstrapServers()))
        .collect(Collectors.joining(", "));
  }
}
