package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Asks a cluster about transactions. It lists only those that the user may describe, and does not
 * say that there are others. Every method throws {@link io.twinroute.runtime.RouteFailedException}
 * if the cluster refuses or does not answer in time.
 */
public final class Transactions {

  private final Cluster cluster;
  private final Admin admin;

  public Transactions(Cluster cluster, Admin admin) {
    this.cluster = cluster;
    this.admin = admin;
  }

  /** The transactional ids of some producers. */
  public List<String> idsOf(Set<Long> producers) {
    return producers.isEmpty()
        ? List.of() // no filter would mean all of them
        : list(new ListTransactionsOptions().filterProducerIds(producers));
  }

  /** The transactional ids of open transactions that are not ending. */
  public List<String> ongoing() {
    return list(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)));
  }

  private List<String> list(ListTransactionsOptions options) {
    return ClusterClients.answer(
            cluster, "list its transactions", admin.listTransactions(options).all())
        .stream()
        .map(TransactionListing::transactionalId)
        .toList();
  }

  /** What the coordinators know, by transactional id. */
  public Map<String, TransactionDescription> described(Collection<String> ids) {
    return ids.isEmpty()
        ? Map.of()
        : ClusterClients.answer(
            cluster, "describe its transactions", admin.describeTransactions(ids).all());
  }
}
