package io.twinroute.kstreams.engine;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.runtime.pin.KeyPartitioning;
import java.util.List;
import java.util.stream.Collectors;

/** Checks whether a route needs a repartition topic. */
final class RepartitionExamination {

  private final Clusters clusters;
  private final RoutePlan route;
  private final Findings findings;

  RepartitionExamination(Clusters clusters, RoutePlan route, Findings findings) {
    this.clusters = clusters;
    this.route = route;
    this.findings = findings;
  }

  /**
   * @param partitions the number of partitions of each of the route's topics
   */
  void examine(List<Integer> partitions) {
    String subject = "route " + route.name();
    if (!route.keepsState()) {
      findings.ok(subject, "records pass through kstreams in their partitions");
      return;
    }
    if (route.needsRepartition()) {
      findings.ok(
          subject, "kstreams sends the records through a repartition topic, as the route says");
    } else if (partitions.stream().distinct().count() > 1) {
      findings.ok(
          subject,
          "the topics have %s partitions, so kstreams sends the records through a repartition topic"
              .formatted(
                  partitions.stream()
                      .distinct()
                      .map(String::valueOf)
                      .collect(Collectors.joining(" and "))));
    } else if (route.sources().allMatch(source -> isPlacedByKey(source, partitions.get(0)))) {
      findings.ok(subject, "the inputs are partitioned alike: kstreams needs no repartition topic");
    } else {
      findings.warn(
          subject,
          "keys are not where Kafka's own partitioner puts them, so kstreams sends the"
              + " records through a repartition topic. Set 'repartition: always', so that it"
              + " does not depend on a sample.");
    }
  }

  private boolean isPlacedByKey(SourceTopic source, int partitions) {
    String subject = "source " + source.address();
    return findings
        .askInVain(subject, () -> KeyPartitioning.isByKey(clusters, source, partitions))
        .orElse(false);
  }
}
