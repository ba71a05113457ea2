package io.twinroute.cli.doctor;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Transactions;
import io.twinroute.runtime.failure.Unanswered.Denied;
import io.twinroute.runtime.failure.Unanswered.Missing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Transactions that stay open in a partition, because no coordinator will end them, and block
 * readers of committed records.
 */
final class HungTransactions {

  /** Within this time, markers that are being written arrive. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final Cluster cluster;
  private final Admin admin;

  HungTransactions(Cluster cluster, Admin admin) {
    this.cluster = cluster;
    this.admin = admin;
  }

  /**
   * A transaction in one partition.
   *
   * @param producer who opened it, and where
   */
  record Hung(TopicPartition partition, ProducerState producer) {

    private boolean isTheSame(Hung other) {
      return partition.equals(other.partition)
          && producer.producerId() == other.producer.producerId()
          && producer.producerEpoch() == other.producer.producerEpoch()
          && producer
              .currentTransactionStartOffset()
              .equals(other.producer.currentTransactionStartOffset());
    }

    @Override
    public String toString() {
      return "%s: a transaction of producer %d is open there since offset %d"
          .formatted(
              partition,
              producer.producerId(),
              producer.currentTransactionStartOffset().orElse(-1));
    }
  }

  /**
   * Finds those in these topics. A coordinator lists a partition in its transaction before the
   * first write there, and until the marker is written. So a transaction hangs that is open, then
   * unknown to the coordinator, and then still open.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the cluster does not answer, or may hide
   *     transactions from this user
   */
  List<Hung> in(Collection<String> topics) throws InterruptedException {
    List<Hung> suspects = open(topics);
    if (suspects.isEmpty()) {
      return suspects;
    }
    mustSeeAllTransactions();
    Collection<TransactionDescription> known = known(suspects);
    suspects.removeIf(suspect -> known.stream().anyMatch(d -> isOf(suspect, d)));
    if (suspects.isEmpty()) {
      return suspects;
    }
    Thread.sleep(SETTLING.toMillis());
    List<Hung> now = open(topics);
    suspects.removeIf(suspect -> now.stream().noneMatch(suspect::isTheSame));
    return suspects;
  }

  /** Drops what the transaction has written in its partition; its readers resume. */
  void abort(Hung hung) {
    ProducerState producer = hung.producer();
    answer(
        "abort a transaction in " + hung.partition(),
        admin
            .abortTransaction(
                new AbortTransactionSpec(
                    hung.partition(),
                    producer.producerId(),
                    (short) producer.producerEpoch(),
                    producer.coordinatorEpoch().orElse(0)))
            .all());
  }

  private List<Hung> open(Collection<String> topics) {
    List<TopicPartition> partitions =
        answer("describe its topics", admin.describeTopics(topics).allTopicNames())
            .values()
            .stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition())))
            .toList();
    List<Hung> open = new ArrayList<>();
    answer("report who writes to its topics", admin.describeProducers(partitions).all())
        .forEach(
            (partition, producers) ->
                producers.activeProducers().stream()
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .forEach(producer -> open.add(new Hung(partition, producer))));
    return open;
  }

  /**
   * A cluster lists only the transactions that the user may describe, without mentioning others, so
   * an active one would look hung. A user who may describe an id that nobody has chosen may
   * describe all of them.
   */
  private void mustSeeAllTransactions() {
    String unheardOf = UUID.randomUUID().toString();
    try {
      answer(
          "describe a transaction",
          admin.describeTransactions(List.of(unheardOf)).description(unheardOf));
    } catch (RouteFailedException e) {
      if (e.failure() instanceof Denied denied) {
        throw new RouteFailedException(
            "Only a user who sees all transactions can know whether an open one hangs:"
                + " DESCRIBE on the transactional id '*'. "
                + denied.text(),
            e);
      }
      if (!(e.failure() instanceof Missing)) {
        throw e;
      }
    }
  }

  private Collection<TransactionDescription> known(List<Hung> suspects) {
    Set<Long> producers =
        suspects.stream().map(hung -> hung.producer().producerId()).collect(Collectors.toSet());
    Transactions transactions = new Transactions(cluster, admin);
    return transactions.described(transactions.idsOf(producers)).values();
  }

  private static boolean isOf(Hung suspect, TransactionDescription transaction) {
    return transaction.producerId() == suspect.producer().producerId()
        && transaction.topicPartitions().contains(suspect.partition());
  }

  private <T> T answer(String question, Future<T> future) {
    return ClusterClients.answer(cluster, question, future);
  }
}
