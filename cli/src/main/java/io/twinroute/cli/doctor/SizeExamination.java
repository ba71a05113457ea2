package io.twinroute.cli.doctor;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.runtime.pin.PinnedLimit;
import io.twinroute.runtime.prepare.RecordLimit;
import io.twinroute.semantics.record.SizeLimit;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Looks how large a route's records may be, and whether the topics that it writes take them. */
final class SizeExamination {

  private final Clusters clusters;
  private final RoutePlan route;
  private final RecordLimit limits;
  private final Findings findings;
  private final String subject;

  /**
   * @param admin of the route's target
   */
  SizeExamination(Clusters clusters, RoutePlan route, Admin admin, Findings findings) {
    this.clusters = clusters;
    this.route = route;
    this.limits = new RecordLimit(route, admin);
    this.findings = findings;
    this.subject = "route " + route.name();
  }

  /**
   * @param engines those that are to write
   */
  void examine(List<Engine> engines) {
    findings
        .askInVain(subject, () -> PinnedLimit.of(clusters, route))
        .flatMap(pinned -> pinned.or(() -> findings.ask(subject, limits::first)))
        .ifPresent(limit -> engines.forEach(engine -> examine(engine, limit)));
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
