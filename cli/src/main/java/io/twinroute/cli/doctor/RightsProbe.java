package io.twinroute.cli.doctor;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.failure.Unanswered.Denied;
import io.twinroute.runtime.failure.Unanswered.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.jspecify.annotations.Nullable;

/** Finds out what this user may do by sending requests that leave nothing behind. */
final class RightsProbe {

  /** Replaces what follows a prefix. */
  private static final String SAMPLE = "doctor";

  private final Cluster cluster;
  private final Admin admin;

  RightsProbe(Cluster cluster, Admin admin) {
    this.cluster = cluster;
    this.admin = admin;
  }

  /**
   * What is known of a grant's operations; those in neither list are allowed.
   *
   * @param missing the operations that the cluster refuses
   * @param unseen the operations that cannot be checked without performing them
   */
  record Answer(List<AclOperation> missing, List<AclOperation> unseen) {

    private static Answer missing(List<AclOperation> operations) {
      return new Answer(operations, List.of());
    }
  }

  /**
   * @throws RouteFailedException if the cluster does not answer
   */
  Answer look(Grant grant) {
    return switch (grant.resource().resourceType()) {
      case TOPIC -> topic(grant);
      case GROUP -> group(grant);
      case TRANSACTIONAL_ID -> transactionalId(grant);
      default -> throw new IllegalArgumentException(grant.toString());
    };
  }

  private Answer topic(Grant grant) {
    String name = grant.resource().name();
    if (grant.resource().patternType() == PatternType.LITERAL) {
      return topic(grant.operations(), name);
    }
    // A missing resource shows the rights of the prefix alone; an existing one may have rights of
    // its own.
    Answer ofPrefix = topic(grant.operations(), name + SAMPLE);
    Set<String> visible =
        ClusterClients.answer(cluster, "list its topics", admin.listTopics().names());
    return visible.stream()
        .filter(topic -> topic.startsWith(name))
        .findAny()
        .map(topic -> topic(ofPrefix.unseen(), topic))
        .map(
            ofTopic ->
                new Answer(
                    Stream.concat(ofPrefix.missing().stream(), ofTopic.missing().stream()).toList(),
                    ofTopic.unseen()))
        .orElse(ofPrefix);
  }

  private Answer topic(List<AclOperation> wanted, String name) {
    try {
      return new TopicCheck(cluster, admin)
          .find(name)
          .map(
              found ->
                  held(
                      wanted.stream().filter(o -> o != AclOperation.CREATE).toList(),
                      found.authorizedOperations()))
          .orElseGet(() -> absent(wanted, name));
    } catch (RouteFailedException e) {
      if (e.failure() instanceof Denied) {
        return hidden(wanted, name);
      }
      throw e;
    }
  }

  private static Answer held(List<AclOperation> wanted, @Nullable Set<AclOperation> allowed) {
    return allowed == null
        ? new Answer(List.of(), wanted)
        : Answer.missing(wanted.stream().filter(o -> !allowed.contains(o)).toList());
  }

  /**
   * Clusters report a missing resource only to users with DESCRIBE, which the other rights imply.
   */
  private Answer absent(List<AclOperation> wanted, String name) {
    return new Answer(
        creation(wanted, name),
        wanted.stream()
            .filter(o -> o != AclOperation.CREATE && o != AclOperation.DESCRIBE)
            .toList());
  }

  /** The user may not even describe it, so it has no right that implies DESCRIBE. */
  private Answer hidden(List<AclOperation> wanted, String name) {
    List<AclOperation> missing = new ArrayList<>(wanted);
    missing.removeIf(o -> o == AclOperation.CREATE || o == AclOperation.DESCRIBE_CONFIGS);
    missing.addAll(creation(wanted, name));
    return new Answer(
        missing, wanted.stream().filter(o -> o == AclOperation.DESCRIBE_CONFIGS).toList());
  }

  private List<AclOperation> creation(List<AclOperation> wanted, String name) {
    return wanted.contains(AclOperation.CREATE) && !mayCreate(name)
        ? List.of(AclOperation.CREATE)
        : List.of();
  }

  private boolean mayCreate(String name) {
    NewTopic topic = new NewTopic(name, Optional.empty(), Optional.empty());
    return !isRefused(
        "say whether topic '" + name + "' may be created",
        admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true)).all());
  }

  private boolean isRefused(String question, Future<?> answer) {
    try {
      ClusterClients.answer(cluster, question, answer);
      return false;
    } catch (RouteFailedException e) {
      return e.failure() instanceof Denied;
    }
  }

  private Answer group(Grant grant) {
    String name = sample(grant);
    try {
      ClusterClients.answer(
          cluster,
          "report the offsets of group '" + name + "'",
          admin.listConsumerGroupOffsets(name).all());
      return described(grant);
    } catch (RouteFailedException e) {
      return refused(e, grant.operations());
    }
  }

  private Answer transactionalId(Grant grant) {
    String name = sample(grant);
    try {
      ClusterClients.answer(
          cluster,
          "describe transactional id '" + name + "'",
          admin.describeTransactions(List.of(name)).description(name));
      return described(grant);
    } catch (RouteFailedException e) {
      return e.failure() instanceof Missing ? described(grant) : refused(e, grant.operations());
    }
  }

  /** The needed rights imply DESCRIBE, and few users have DESCRIBE alone. */
  private static Answer described(Grant grant) {
    return new Answer(List.of(), grant.operations());
  }

  private static Answer refused(RouteFailedException e, List<AclOperation> wanted) {
    if (e.failure() instanceof Denied) {
      return Answer.missing(wanted);
    }
    throw e;
  }

  private static String sample(Grant grant) {
    String name = grant.resource().name();
    return grant.resource().patternType() == PatternType.PREFIXED ? name + SAMPLE : name;
  }
}
