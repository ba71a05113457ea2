package io.twinroute.runtime.pin;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.CompactedTopic;
import io.twinroute.runtime.failure.Failure.Interrupted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The compacted topic on the target cluster that holds each route's pins. Whoever comes first
 * writes them: a transactional id per route makes reading and writing one step, because a second
 * writer fences the first, and the fenced one reads again.
 */
public final class PinsTopic {

  private static final int ATTEMPTS = 10;
  private static final long NO_FURTHER = 0;
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

  /** Brokers look every ten seconds for transactions that have run out. */
  private static final Duration PATIENCE = TRANSACTION_TIMEOUT.plusSeconds(15);

  private final Clusters clusters;
  private final @Nullable Admin shared;
  private final Cluster target;
  private final String name;
  private final CompactedTopic topic;

  public PinsTopic(Clusters clusters, Cluster target) {
    this(clusters, target, null);
  }

  /**
   * @param admin a client of the target that stays open; null to make one when it is needed
   */
  public PinsTopic(Clusters clusters, Cluster target, @Nullable Admin admin) {
    this.clusters = clusters;
    this.shared = admin;
    this.target = target;
    this.name = TopicNames.pins(target);
    this.topic = new CompactedTopic(clusters, target, name, PATIENCE);
  }

  /**
   * The route's pins after {@code change}.
   *
   * @param change gets the current pins or null, and returns the pins to keep; what it returns is
   *     written only if it differs
   */
  public RoutePins update(String route, Function<@Nullable RoutePins, RoutePins> change) {
    for (int attempt = 1; ; attempt++) {
      try (Producer<byte[], byte[]> producer =
          clusters.producer(target, transactionalId(target, route), TRANSACTION_TIMEOUT)) {
        producer.initTransactions();
        RoutePins current = find(route, endOfAll());
        RoutePins wanted = change.apply(current);
        if (!wanted.equals(current)) {
          producer.beginTransaction();
          producer.send(new ProducerRecord<>(name, 0, utf8(route), PinsJson.write(wanted)));
          producer.commitTransaction();
        }
        return wanted;
      } catch (KafkaException e) {
        if (attempt == ATTEMPTS || !mayHeal(e)) {
          throw ClusterClients.refused(target, "write topic '" + name + "'", e);
        }
        letTheOtherFinish();
      }
    }
  }

  /**
   * Changes the pins of a route that has some.
   *
   * @throws RouteFailedException if it has none any more, or the topic cannot be written
   */
  void change(String route, UnaryOperator<RoutePins> change) {
    update(route, current -> change.apply(mustExist(route, current)));
  }

  /**
   * Brokers report in many ways that another writer has come in between, an unknown error of the
   * server among them. A timeout has been waited for already.
   */
  private static boolean mayHeal(KafkaException e) {
    return !(e instanceof AuthenticationException
        || e instanceof AuthorizationException
        || e instanceof TimeoutException);
  }

  /** A random wait, or two writers could fence each other for ever. */
  private void letTheOtherFinish() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(100, 1_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Interrupted("writing topic '" + name + "'"), e);
    }
  }

  /**
   * The pins of all routes, by the route's name; the topic must exist.
   *
   * @throws RouteFailedException if the topic cannot be read, or holds pins that this version
   *     cannot read
   */
  public Map<String, RoutePins> readAll() {
    Map<String, RoutePins> all = new LinkedHashMap<>();
    StoredPins stored = stored();
    stored.values().keySet().forEach(route -> stored.of(route).ifPresent(p -> all.put(route, p)));
    return all;
  }

  /**
   * What is there of all routes; the topic must exist.
   *
   * @throws RouteFailedException if the topic cannot be read
   */
  public StoredPins stored() {
    return new StoredPins(
        target, ClusterClients.read(target, name, () -> topic.values(NO_FURTHER)));
  }

  /**
   * The route's pins, or null if it has none; the topic must exist.
   *
   * @throws RouteFailedException if the topic cannot be read
   */
  @Nullable RoutePins read(String route) {
    return stored().of(route).orElse(null);
  }

  private RoutePins mustExist(String route, @Nullable RoutePins found) {
    if (found == null) {
      throw new RouteFailedException(
          "Route '%s' has no pins on cluster %s any more.".formatted(route, target));
    }
    return found;
  }

  /**
   * Where the topic ends for who reads uncommitted records as well. Another route's transaction
   * that is still open hides what was committed behind it, and a route that seems to have no pins
   * would get new ones.
   */
  private long endOfAll() {
    if (shared != null) {
      return endOfAll(shared);
    }
    try (Admin admin = clusters.admin(target)) {
      return endOfAll(admin);
    }
  }

  private long endOfAll(Admin admin) {
    TopicPartition partition = new TopicPartition(name, 0);
    return ClusterClients.answer(
            target,
            "report where topic '" + name + "' ends",
            admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
        .offset();
  }

  /**
   * @param least is read up to, and up to where committed records end
   */
  private @Nullable RoutePins find(String route, long least) {
    return new StoredPins(target, topic.values(least)).of(route).orElse(null);
  }

  /** Of whoever writes a route's pins. */
  public static String transactionalId(Cluster target, String route) {
    return target.naming().name("twinroute-pins-" + route);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
