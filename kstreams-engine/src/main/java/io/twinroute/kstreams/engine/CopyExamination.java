package io.twinroute.kstreams.engine;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.RecordSizes;
import io.twinroute.runtime.cluster.Settings;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.engine.Findings;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/** Looks at the copies of a route's sources, where there are some: whether they stay to be read. */
final class CopyExamination {

  private final RoutePlan route;
  private final Cluster target;
  private final Admin admin;
  private final Findings findings;

  CopyExamination(RoutePlan route, Admin admin, Findings findings) {
    this.route = route;
    this.target = route.output().cluster();
    this.admin = admin;
    this.findings = findings;
  }

  void examine() {
    TopicCheck check = new TopicCheck(target, admin);
    route.inputs().stream()
        .map(MirrorNames::remoteTopic)
        .filter(
            copies ->
                findings
                    .askInVain(subject(copies), () -> check.find(copies))
                    .flatMap(found -> found)
                    .isPresent())
        .forEach(this::examine);
  }

  private void examine(String copies) {
    setting(copies, TopicConfig.CLEANUP_POLICY_CONFIG)
        .filter(policy -> policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT))
        .ifPresent(
            policy ->
                findings.warn(
                    subject(copies),
                    "is compacted: copies may go before kstreams has read them, which ends the route. Set %s=%s."
                        .formatted(
                            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE)));
    setting(copies, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
        .filter(value -> Integer.parseInt(value) < RecordSizes.COPIES_TOPIC_BYTES)
        .ifPresent(
            value ->
                findings.warn(
                    subject(copies),
                    "has %1$s=%2$s: a larger record of the source would end the mirror. Set it to %3$d, or to as much as the target allows."
                        .formatted(
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            value,
                            RecordSizes.COPIES_TOPIC_BYTES)));
    for (String limit :
        List.of(TopicConfig.RETENTION_MS_CONFIG, TopicConfig.RETENTION_BYTES_CONFIG)) {
      setting(copies, limit)
          .filter(value -> Long.parseLong(value) >= 0)
          .ifPresent(
              value ->
                  findings.warn(
                      subject(copies),
                      "has %s=%s: copies may go before kstreams has read them, which ends the route. Set it to -1."
                          .formatted(limit, value)));
    }
  }

  private Optional<String> setting(String copies, String key) {
    return findings
        .askInVain(subject(copies), () -> Settings.find(target, admin, copies, key))
        .flatMap(value -> value);
  }

  private String subject(String copies) {
    return "route %s, copies %s/%s".formatted(route.name(), target.alias(), copies);
  }
}
