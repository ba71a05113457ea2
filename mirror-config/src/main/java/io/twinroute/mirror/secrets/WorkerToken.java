package io.twinroute.mirror.secrets;

import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.CompactedTopic;
import io.twinroute.runtime.cluster.TargetTopics;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.failure.Failure.Interrupted;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The token that the workers inside the routers to one target have in common, since one forwards
 * requests to another. It is random, and is kept in a topic of its own beside the worker's others:
 * whoever may read those sees all that the REST interface shows, and Connect's own key to it.
 *
 * <p>The first record that was committed is the token, for ever. Each has a key of its own, so that
 * compaction removes none.
 */
public final class WorkerToken {

  private static final int BYTES = 32;
  private static final int ATTEMPTS = 20;
  private static final long NO_FURTHER = 0;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** A writer that dies meanwhile hides the token for that long from those who come later. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);

  private final Clusters clusters;
  private final Cluster target;
  private final String topic;

  private WorkerToken(Clusters clusters, Cluster target) {
    this.clusters = clusters;
    this.target = target;
    this.topic = MirrorNames.tokenTopic(target);
  }

  /**
   * The token of the workers on a target; makes one if there is none yet.
   *
   * @throws RouteFailedException if the target does not answer, or refuses
   */
  public static String of(Clusters clusters, Cluster target) {
    return new WorkerToken(clusters, target).get();
  }

  /** The value of the header {@code Authorization} that brings a token. */
  public static String authorization(String token) {
    return "Bearer " + token;
  }

  private String get() {
    try (Admin admin = clusters.admin(target)) {
      new TargetTopics(new TopicCatalog(target, admin)).create(TargetTopics.compacted(topic));
    }
    Map<String, byte[]> tokens = read();
    if (tokens.isEmpty()) {
      write();
      tokens = read();
    }
    for (int attempt = 1; tokens.isEmpty() && attempt < ATTEMPTS; attempt++) {
      pause(); // another's transaction is open
      tokens = read();
    }
    if (tokens.isEmpty()) {
      throw new RouteFailedException(
          "Topic '%s' on cluster %s holds no token, although one was written."
              .formatted(topic, target));
    }
    return new String(tokens.values().iterator().next(), StandardCharsets.UTF_8);
  }

  /** In the order of their offsets. */
  private Map<String, byte[]> read() {
    CompactedTopic tokens = new CompactedTopic(clusters, target, topic, PATIENCE);
    return ClusterClients.read(target, topic, () -> tokens.values(NO_FURTHER));
  }

  private void write() {
    byte[] token = new byte[BYTES];
    new SecureRandom().nextBytes(token);
    String key = UUID.randomUUID().toString();
    try (Producer<byte[], byte[]> producer =
        clusters.producer(target, topic + "-" + key, TRANSACTION_TIMEOUT)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(
          new ProducerRecord<>(topic, 0, utf8(key), utf8(HexFormat.of().formatHex(token))));
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw ClusterClients.refused(target, "write topic '" + topic + "'", e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Interrupted("reading topic '" + topic + "'"), e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
