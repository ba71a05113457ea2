package io.twinroute.parity;

import io.twinroute.config.plan.Cluster;
import java.time.Duration;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says in a sentence or two why a topic could not be read, with cluster, address and topic. */
final class TopicErrors {

  private TopicErrors() {}

  static ParityException explain(Cluster cluster, String topic, Throwable error) {
    String sentence = sentence(cluster, topic, error);
    return error instanceof UnknownTopicOrPartitionException
        ? new MissingTopicException(sentence, error)
        : new ParityException(sentence, error);
  }

  static ParityException stalled(Cluster cluster, String topic, Duration patience) {
    return new ParityException(
        "Cluster %s sent no records of topic '%s' for %d s. Are its brokers running?"
            .formatted(cluster, topic, patience.toSeconds()));
  }

  private static String sentence(Cluster cluster, String topic, Throwable error) {
    if (error instanceof UnknownTopicOrPartitionException
        || error instanceof InvalidTopicException) {
      return "Topic '%s' does not exist on cluster %s. Create it, or check its name in the route file."
          .formatted(topic, cluster);
    }
    if (error instanceof TimeoutException) {
      return "Cluster %s does not answer (asked for topic '%s'). Is it running, and is the address right?"
          .formatted(cluster, topic);
    }
    if (error instanceof AuthenticationException || error instanceof AuthorizationException) {
      return "Cluster %s refuses to show topic '%s': %s. Check twinroute.clusters.%s.properties and the cluster's ACLs."
          .formatted(cluster, topic, trimmed(error), cluster.alias());
    }
    if (error instanceof OffsetOutOfRangeException
        || error instanceof NoOffsetForPartitionException) {
      return "Topic '%s' on cluster %s lost records to its retention while it was read. Try again."
          .formatted(topic, cluster);
    }
    Throwable reason = error.getCause() == null ? error : error.getCause();
    return "Topic '%s' on cluster %s cannot be read: %s. Check twinroute.clusters.%s."
        .formatted(topic, cluster, trimmed(reason), cluster.alias());
  }

  private static String trimmed(Throwable error) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    return message.replaceAll("[.\\s]+$", "");
  }
}
