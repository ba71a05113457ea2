package io.twinroute.cli.doctor;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.runtime.pin.PinnedLimit;
import io.twinroute.runtime.prepare.RecordLimit;
import io.twinroute.semantics.record.SizeLimit;
import java.util.List;
import java.util.Optional;

/** Checks how large a route's records may be, and whether its output topics accept them. */
final class SizeExamination {

  private final Clusters clusters;
  private final RoutePlan route;
  private final RecordLimit limits;
  private final Findings findings;
  private final String subject;

  /**
   * @param catalog of the route's target
   */
  SizeExamination(Clusters clusters, RoutePlan route, TopicCatalog catalog, Findings findings) {
    this.clusters = clusters;
    this.route = route;
    this.limits = new RecordLimit(route, catalog);
    this.findings = findings;
    this.subject = "route " + route.name();
  }

  /** The limit with which the route runs, or would start now; empty if that is not known. */
  Optional<SizeLimit> limit() {
    return findings
        .askInVain(subject, () -> PinnedLimit.of(clusters, route))
        .flatMap(pinned -> pinned.or(() -> findings.ask(subject, limits::first)));
  }

  /**
   * @param engines the engines that will write
   */
  void examine(List<Engine> engines, SizeLimit limit) {
    engines.forEach(engine -> examine(engine, limit));
  }

  private void examine(Engine engine, SizeLimit limit) {
    findings
        .ask(
            subject,
            () -> {
              limits.mustBeTakenBy(route.output().topics(engine), limit);
              return limit.bytes();
            })
        .ifPresent(
            bytes ->
                findings.ok(
                    subject,
                    "on %s, its records and results may have %d bytes"
                        .formatted(engine.id(), bytes)));
  }
}
