package io.twinroute.mirror.recovery;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.recovery.OpenTransactions.Transaction;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that the tasks of a dead Connect worker have left open on the target.
 *
 * <p>The worker that takes over, and each task that starts on it, first reads the committed offsets
 * to their end, which it cannot reach while a transaction is open there. A task's own producer
 * would end it, but comes later (Kafka 4.3, {@code ExactlyOnceWorkerSourceTask}).
 *
 * <p>A task that copies commits each poll's records at once. So a task whose transaction has not
 * changed between two checks counts as dead. If it was only very slow, it fails, is restarted, and
 * copies the same records again, as after any other failure. Not thread-safe.
 */
public final class OrphanedTransactions {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanedTransactions.class);

  private final String target;
  private final OpenTransactions transactions;
  private Map<String, Transaction> seen = Map.of();

  OrphanedTransactions(String target, OpenTransactions transactions) {
    this.target = target;
    this.transactions = transactions;
  }

  /**
   * Those of some connectors' tasks.
   *
   * @param connectors by name, on whichever worker; more may come
   */
  public static OrphanedTransactions of(
      Clusters clusters, Cluster target, Collection<String> connectors) {
    return new OrphanedTransactions(
        target.alias(),
        new ClusterTransactions(clusters, target, () -> tasksOf(connectors).asMatchPredicate()));
  }

  /** Connect's names for its tasks' producers: group, connector, number of the task. */
  static Pattern tasksOf(Collection<String> connectors) {
    return Pattern.compile(
        connectors.stream()
            .map(Pattern::quote)
            .collect(Collectors.joining("|", ".+-(?:", ")-\\d+")));
  }

  /**
   * To be called every few seconds while a worker does not run: ends what was open at the look
   * before and still is. A cluster that does not answer, or does not allow it, changes nothing: the
   * transactions time out.
   *
   * @return whether some are open that the next look may end
   */
  public boolean look() {
    try {
      Map<String, Transaction> open = transactions.all();
      Set<String> orphaned =
          open.entrySet().stream()
              .filter(one -> one.getValue().equals(seen.get(one.getKey())))
              .map(Map.Entry::getKey)
              .collect(Collectors.toUnmodifiableSet());
      seen = open;
      if (!orphaned.isEmpty()) {
        transactions.fence(orphaned);
        LOG.info("target={} ended transactions of dead mirror tasks: {}", target, orphaned);
      }
      return orphaned.size() < open.size();
    } catch (RouteFailedException e) {
      LOG.debug(
          "target={} open transactions of dead mirror tasks time out by themselves", target, e);
      return false;
    }
  }

  /** The worker runs: what is open now is its own. */
  public void forget() {
    seen = Map.of();
  }
}
