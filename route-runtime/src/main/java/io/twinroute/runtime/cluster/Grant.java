package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A right that a component needs on a cluster with an authorizer, in the terms of Kafka's ACLs.
 *
 * @param component who needs it, such as a router
 * @param cluster on which cluster
 * @param resource on what
 * @param operations the operations to allow, sorted, without those that they imply
 */
public record Grant(
    String component, Cluster cluster, ResourcePattern resource, List<AclOperation> operations) {

  public Grant {
    operations = operations.stream().sorted(Comparator.comparing(AclOperation::name)).toList();
  }

  /** A right on the topic of this name. */
  public static Grant topic(
      String component, Cluster cluster, String topic, AclOperation... operations) {
    return of(component, cluster, ResourceType.TOPIC, topic, PatternType.LITERAL, operations);
  }

  /** A right on everything of a type whose name matches. */
  public static Grant of(
      String component,
      Cluster cluster,
      ResourceType type,
      String name,
      PatternType pattern,
      AclOperation... operations) {
    return new Grant(
        component, cluster, new ResourcePattern(type, name, pattern), Arrays.asList(operations));
  }

  /** For example {@code mirror at east: READ on literal TOPIC orders}. */
  @Override
  public String toString() {
    return "%s at %s: %s on %s %s %s"
        .formatted(
            component,
            cluster.alias(),
            operations.stream().map(Enum::name).collect(Collectors.joining(", ")),
            resource.patternType().name().toLowerCase(Locale.ROOT),
            resource.resourceType(),
            resource.name());
  }
}
