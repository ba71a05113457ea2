package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose transaction is open at an offset, and since when, as far as the cluster reports it to this
 * user. It reports all of it to users with DESCRIBE on the transactional id.
 */
final class TransactionOrigin {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionOrigin.class);

  private final Cluster cluster;
  private final Admin admin;
  private final Transactions transactions;

  TransactionOrigin(Cluster cluster, Admin admin) {
    this.cluster = cluster;
    this.admin = admin;
    this.transactions = new Transactions(cluster, admin);
  }

  /**
   * @param offset where the transaction begins
   * @param seen when it was first seen
   */
  OpenTransaction of(TopicPartition partition, long offset, Instant seen) {
    Optional<TransactionDescription> transaction = Optional.empty();
    String id = null;
    try {
      for (String each : idsAt(partition, offset)) {
        id = each;
        transaction = Optional.ofNullable(transactions.described(List.of(each)).get(each));
      }
    } catch (RouteFailedException e) {
      LOG.debug("cluster={} partition={} whose transaction is not known", cluster, partition, e);
    }
    Optional<Instant> start =
        transaction
            .filter(found -> found.transactionStartTimeMs().isPresent())
            .map(found -> Instant.ofEpochMilli(found.transactionStartTimeMs().getAsLong()))
            .filter(found -> found.isBefore(seen));
    return new OpenTransaction(
        cluster.alias(),
        partition.topic(),
        partition.partition(),
        offset,
        start.orElse(seen),
        start.isPresent(),
        Optional.ofNullable(id));
  }

  private List<String> idsAt(TopicPartition partition, long offset) {
    Set<Long> producers =
        ClusterClients.answer(
                cluster,
                "report who writes to topic '" + partition.topic() + "'",
                admin.describeProducers(List.of(partition)).partitionResult(partition))
            .activeProducers()
            .stream()
            .filter(producer -> producer.currentTransactionStartOffset().orElse(-1) == offset)
            .map(ProducerState::producerId)
            .collect(Collectors.toSet());
    return transactions.idsOf(producers);
  }
}
