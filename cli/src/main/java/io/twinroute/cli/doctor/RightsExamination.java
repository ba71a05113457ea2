package io.twinroute.cli.doctor;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.engine.EngineDeclarations;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.runtime.failure.Unanswered.Unguarded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * Checks whether the route file's user has the rights that the components need on a cluster. It
 * sends requests that need these rights and change nothing, so it cannot check all rights on a
 * topic or group that does not exist yet.
 */
final class RightsExamination {

  private static final AclBindingFilter ANY_PIN =
      new AclBindingFilter(
          new ResourcePatternFilter(ResourceType.TOPIC, TopicNames.PINS, PatternType.LITERAL),
          AccessControlEntryFilter.ANY);

  private final Cluster cluster;
  private final Admin admin;
  private final RightsProbe probe;
  private final Findings findings;
  private final String subject;

  RightsExamination(Cluster cluster, Admin admin, Findings findings) {
    this.cluster = cluster;
    this.admin = admin;
    this.probe = new RightsProbe(cluster, admin);
    this.findings = findings;
    this.subject = "rights on " + cluster.alias();
  }

  /**
   * @param grants what is needed on this cluster
   */
  void examine(List<Grant> grants) {
    if (!hasAuthorizer()) {
      findings.ok(subject, "the cluster has no authorizer: everybody may do everything");
      return;
    }
    List<Grant> unseen = new ArrayList<>();
    boolean complete = true;
    for (Grant grant : grants) {
      Optional<String> unknown = unknownUser(grant);
      if (unknown.isPresent()) {
        findings.warn(
            subject,
            "not checked: %s needs %s on %s %s"
                .formatted(
                    unknown.get(),
                    names(grant.operations()),
                    lower(grant.resource().resourceType()),
                    grant.resource().name()));
        continue;
      }
      RightsProbe.Answer answer = probe.look(grant);
      if (!answer.missing().isEmpty()) {
        complete = false;
        findings.fail(subject, missing(grant, answer.missing()));
      }
      if (!answer.unseen().isEmpty()) {
        unseen.add(grant);
      }
    }
    if (complete) {
      findings.ok(
          subject,
          "all %d that the routes need are there%s"
              .formatted(
                  grants.size(),
                  unseen.isEmpty()
                      ? ""
                      : "; %d of them cannot be seen in full before they are used"
                          .formatted(unseen.size())));
    }
  }

  private static Optional<String> unknownUser(Grant grant) {
    return EngineDeclarations.all().stream()
        .flatMap(declaration -> declaration.unknownUser(grant).stream())
        .findFirst();
  }

  /** Also true if the cluster does not report it. */
  private boolean hasAuthorizer() {
    try {
      ClusterClients.answer(cluster, "describe its ACLs", admin.describeAcls(ANY_PIN).values());
      return true;
    } catch (RouteFailedException e) {
      return !(e.failure() instanceof Unguarded);
    }
  }

  private String missing(Grant grant, List<AclOperation> operations) {
    return "%s lacks %s on %s %s %s. Allow it: kafka-acls.sh --bootstrap-server %s --add --allow-principal User:NAME %s --%s %s --resource-pattern-type %s"
        .formatted(
            grant.component(),
            names(operations),
            lower(grant.resource().patternType()),
            grant.resource().resourceType(),
            grant.resource().name(),
            cluster.bootstrapServers(),
            operations.stream()
                .map(operation -> "--operation " + SecurityUtils.operationName(operation))
                .collect(Collectors.joining(" ")),
            lower(grant.resource().resourceType()).replace('_', '-'),
            grant.resource().name(),
            lower(grant.resource().patternType()));
  }

  private static String names(List<AclOperation> operations) {
    return operations.stream().map(AclOperation::name).collect(Collectors.joining(", "));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
