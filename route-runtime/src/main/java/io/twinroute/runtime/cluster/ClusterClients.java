package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure;
import io.twinroute.runtime.failure.Unanswered;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Kafka clients of a cluster, with its own settings on top of ours, and with answers awaited for a
 * bounded time.
 */
public final class ClusterClients {

  /** How long a cluster may take to answer one question. */
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private ClusterClients() {}

  /** The settings every client of {@code cluster} needs, as the file gives them. */
  public static Properties settings(Cluster cluster) {
    Properties settings = new Properties();
    settings.putAll(cluster.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    return settings;
  }

  /**
   * An admin client.
   *
   * @throws RouteFailedException if the settings do not make a client
   */
  public static Admin admin(Cluster cluster) {
    try {
      return Admin.create(impatient(cluster));
    } catch (KafkaException e) {
      throw unusable(cluster, e);
    }
  }

  /**
   * A consumer of committed records that belongs to no group.
   *
   * @throws RouteFailedException if the settings do not make a client
   */
  public static KafkaConsumer<byte[], byte[]> consumer(Cluster cluster) {
    Map<String, Object> settings = impatient(cluster);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50); // it often reads to a topic's end
    try {
      return new KafkaConsumer<>(
          settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw unusable(cluster, e);
    }
  }

  /**
   * The answer of a cluster.
   *
   * @param question what was asked, for the message, such as {@code describe topic 'orders'}
   * @throws RouteFailedException if the cluster refuses or does not answer in time
   */
  public static <T> T answer(Cluster cluster, String question, Future<T> future) {
    try {
      return future.get(ANSWER_TIMEOUT.toMillis() + 2_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw refused(cluster, question, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw refused(cluster, question, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Failure.Interrupted("asking cluster " + cluster), e);
    }
  }

  /** The failure of a question to a cluster. */
  public static RouteFailedException refused(Cluster cluster, String question, Throwable cause) {
    return new RouteFailedException(unanswered(cluster, question, cause), cause);
  }

  /** The one place where Kafka's exceptions become kinds of failure. */
  private static Unanswered unanswered(Cluster cluster, String question, Throwable cause) {
    if (cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return new Unanswered.Unreachable(cluster, question, ANSWER_TIMEOUT);
    }
    String why = reason(cause);
    if (cause instanceof AuthorizationException) {
      return new Unanswered.Denied(cluster, question, why);
    }
    if (cause instanceof UnknownTopicOrPartitionException
        || cause instanceof TransactionalIdNotFoundException) {
      return new Unanswered.Missing(cluster, question, why);
    }
    if (cause instanceof TopicExistsException) {
      return new Unanswered.Existing(cluster, question, why);
    }
    if (cause instanceof SecurityDisabledException) {
      return new Unanswered.Unguarded(cluster, question, why);
    }
    return cause instanceof UnsupportedVersionException
        ? new Unanswered.Outdated(cluster, question, why, AppInfoParser.getVersion())
        : new Unanswered.Refused(cluster, question, why);
  }

  private static RouteFailedException unusable(Cluster cluster, KafkaException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new RouteFailedException(
        new Failure.Misconfigured(
            "Cluster '%s' at %s cannot be used: %s. Check its bootstrap-servers and properties."
                .formatted(cluster.alias(), cluster.bootstrapServers(), reason(root))),
        e);
  }

  /** A failure in one sentence, without a full stop. */
  static String reason(Throwable cause) {
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    String sentence = cause.getClass().getSimpleName() + message;
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static Map<String, Object> impatient(Cluster cluster) {
    int millis = (int) ANSWER_TIMEOUT.toMillis();
    Map<String, Object> settings = new HashMap<>(cluster.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, millis / 2);
    return settings;
  }
}
