package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.contact.Contact;
import io.twinroute.runtime.failure.Failure;
import io.twinroute.runtime.failure.Unanswered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What all clients of a cluster have in common: its settings, answers that are awaited for a
 * bounded time, and failures in words. {@link Clusters} hands out the clients.
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

  /**
   * What a client without futures, such as a consumer, answers about a topic's records.
   *
   * @throws RouteFailedException if the cluster refuses or does not answer in time
   */
  public static <T> T read(Cluster cluster, String topic, Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw refused(cluster, "read topic '" + topic + "'", e);
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
      return Contact.whyUnanswered(cluster, question)
          .orElseGet(() -> new Unanswered.Unreachable(cluster, question, ANSWER_TIMEOUT));
    }
    if (cause instanceof SslAuthenticationException) {
      return Contact.whyUnanswered(cluster, question)
          .orElseGet(() -> new Unanswered.Refused(cluster, question, reason(cause)));
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

  /** The failure to make a client of a cluster, in words. */
  static RouteFailedException unusable(Cluster cluster, Throwable e) {
    Optional<String> missing = MissingClass.in(e);
    if (missing.isPresent()) {
      return new RouteFailedException(
          new Failure.Misconfigured(
              "Cluster '%s' at %s cannot be used: its properties need the class %s, which is not there. Put its jar into the folder %s."
                  .formatted(
                      cluster.alias(),
                      cluster.bootstrapServers(),
                      missing.get(),
                      Plugins.folder().map(Path::toString).orElse("of the plugins"))),
          e);
    }
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
}
