package io.twinroute.mirror.recovery;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.Transactions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Asks a cluster, with a client for each question: they are asked after a failure only. */
final class ClusterTransactions implements OpenTransactions {

  private final Clusters clusters;
  private final Cluster cluster;
  private final Supplier<Predicate<String>> ids;

  /**
   * @param ids whose transactions count, asked for at each look
   */
  ClusterTransactions(Clusters clusters, Cluster cluster, Supplier<Predicate<String>> ids) {
    this.clusters = clusters;
    this.cluster = cluster;
    this.ids = ids;
  }

  @Override
  public Map<String, Transaction> all() {
    try (Admin admin = clusters.admin(cluster)) {
      Transactions transactions = new Transactions(cluster, admin);
      List<String> open = transactions.ongoing().stream().filter(ids.get()).toList();
      Map<String, Transaction> found = new HashMap<>();
      transactions
          .described(open)
          .forEach(
              (id, is) ->
                  is.transactionStartTimeMs()
                      .ifPresent(
                          begin ->
                              found.put(
                                  id,
                                  new Transaction(is.producerId(), is.producerEpoch(), begin))));
      return found;
    }
  }

  @Override
  public void fence(Set<String> transactionalIds) {
    try (Admin admin = clusters.admin(cluster)) {
      ClusterClients.answer(
          cluster, "fence dead producers", admin.fenceProducers(transactionalIds).all());
    }
  }
}
