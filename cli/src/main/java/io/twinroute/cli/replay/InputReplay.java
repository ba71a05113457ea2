package io.twinroute.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.config.plan.SourceTopic;
import io.twinroute.parity.TopicReader;
import io.twinroute.parity.TopicRecord.RecordHeader;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.cluster.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Appends the dead letters of a source topic to it again, each at most once: each copy carries the
 * coordinates of the original, and copies that the topic already holds are not sent again. One
 * transaction has all copies of a topic.
 */
final class InputReplay {

  /** The header of a copy: the coordinates of the record that it repeats. */
  static final String REPLAY_HEADER = "twinroute-replay-of";

  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

  private final Clusters clusters = new KafkaClusters();
  private final String route;
  private final SourceTopic source;
  private final List<DeadLetter> letters;

  InputReplay(String route, SourceTopic source, List<DeadLetter> letters) {
    this.route = route;
    this.source = source;
    this.letters = letters;
  }

  /** How many dead letters of this topic there are. */
  int size() {
    return letters.size();
  }

  /**
   * Checks that there is nothing to send to a compacted topic: a copy comes after newer records of
   * its key, and compaction would keep the copy.
   *
   * @throws RouteFailedException if there is, or the source cluster does not report it
   */
  void mustNotBeCompacted() {
    if (letters.isEmpty()) {
      return;
    }
    try (Admin admin = clusters.admin(source.cluster())) {
      mustNotBeCompacted(admin);
    }
  }

  void mustNotBeCompacted(Admin admin) {
    String policy =
        Settings.find(source.cluster(), admin, source.topic(), TopicConfig.CLEANUP_POLICY_CONFIG)
            .orElse("");
    if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new RouteFailedException(
          "Topic '%s' on cluster %s is compacted (cleanup.policy=%s), and a dead letter would supersede newer records of its key there, so nothing was replayed. Let the topic's own producer write the records that still hold; '--input' replays those of another input alone."
              .formatted(source.topic(), source.cluster(), policy));
    }
  }

  /**
   * Sends the dead letters that have not been sent before.
   *
   * @return how many that are
   * @throws RouteFailedException if the source cluster refuses; then nothing was sent
   */
  int send() {
    if (letters.isEmpty()) {
      return 0;
    }
    try (Producer<byte[], byte[]> producer =
        clusters.producer(source.cluster(), transactionalId(), TRANSACTION_TIMEOUT)) {
      // Before reading the topic: this ends a transaction that another replay of this topic has
      // left open.
      producer.initTransactions();
      Set<String> before = sentBefore();
      List<DeadLetter> open =
          letters.stream().filter(letter -> !before.contains(letter.coordinates())).toList();
      if (!open.isEmpty()) {
        producer.beginTransaction();
        open.forEach(letter -> producer.send(copy(letter)));
        producer.commitTransaction();
      }
      return open.size();
    } catch (KafkaException e) {
      throw new RouteFailedException(
          "Cluster %s refused to take the dead letters of topic '%s' back: %s: %s. Nothing was replayed to this topic."
              .formatted(
                  source.cluster(), source.topic(), e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  private Set<String> sentBefore() {
    Set<String> coordinates = new HashSet<>();
    TopicReader.open(source.cluster(), source.topic())
        .forEach(
            record -> {
              for (RecordHeader header : record.headers()) {
                byte[] value = header.value();
                if (header.key().equals(REPLAY_HEADER) && value != null) {
                  coordinates.add(new String(value, UTF_8));
                }
              }
            });
    return coordinates;
  }

  private ProducerRecord<byte[], byte[]> copy(DeadLetter letter) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(
            source.topic(),
            letter.partition(),
            letter.record().timestamp(),
            letter.record().key(),
            letter.record().value());
    letter.headers().forEach(header -> copy.headers().add(header.key(), header.value()));
    copy.headers().add(REPLAY_HEADER, letter.coordinates().getBytes(UTF_8));
    return copy;
  }

  private String transactionalId() {
    return source.cluster().naming().name("twinroute-replay-" + route + "-" + source.address());
  }
}
