package io.twinroute.kstreams.engine;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.SourceTopic;
import java.util.Optional;

/**
 * Which topics MirrorMaker never copies, and silently leaves out. These are the rules of its
 * replication policy and of its connector, repeated here, because this module does not have its
 * libraries. A test in a module that has them compares the two.
 */
public final class UncopiedTopics {

  private UncopiedTopics() {}

  /** Why a topic is not copied to a target, and the remedy; empty if it is copied. */
  public static Optional<String> reason(SourceTopic source, Cluster target) {
    String topic = source.topic();
    if (isInternal(target.naming(), topic)) {
      return Optional.of(
          "MirrorMaker never copies the topic '"
              + topic
              + "', whose name marks it as internal; use another topic, or the Flink engine");
    }
    return isCopyOf(target, topic)
        ? Optional.of(
            "MirrorMaker takes the topic '"
                + topic
                + "' for a copy of a topic of its target '"
                + target.alias()
                + "' and never copies it back; use another topic, another alias of the target, or"
                + " the Flink engine")
        : Optional.empty();
  }

  /** Whether the name is one of Kafka's or of MirrorMaker's own topics. */
  public static boolean isInternal(Naming naming, String topic) {
    return topic.startsWith("__")
        || topic.startsWith(".")
        || topic.endsWith(".checkpoints.internal")
        || ((topic.startsWith("mm2") || topic.startsWith(naming.name("mm2")))
            && topic.endsWith(".internal"));
  }

  /**
   * Whether the name marks the topic as copied from a cluster. Behind the prefix, each part of a
   * name that a dot ends is the alias of a cluster, unless nothing but dots follows. A copy of a
   * copy has the prefix twice.
   */
  public static boolean isCopyOf(Cluster cluster, String topic) {
    if (!cluster.naming().covers(topic)) {
      return false;
    }
    String name = topic.substring(cluster.naming().prefix().length());
    int dot = name.indexOf('.');
    if (dot < 0 || name.substring(dot).replace(".", "").isEmpty()) {
      return false;
    }
    return name.substring(0, dot).equals(cluster.alias())
        || isCopyOf(cluster, name.substring(dot + 1));
  }
}
