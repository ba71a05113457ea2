package io.twinroute.mirror.recovery;

import io.twinroute.config.plan.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Asks a cluster, with a client for each question: they are asked after a failure only. */
final class ClusterTransactions implements OpenTransactions {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final Predicate<String> ids;

  /**
   * @param ids whose transactions count
   */
  ClusterTransactions(Cluster cluster, Predicate<String> ids) {
    this.cluster = cluster;
    this.ids = ids;
  }

  @Override
  public Map<String, Transaction> all() {
    try (Admin admin = admin()) {
      ListTransactionsOptions ongoing =
          new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
      Set<String> open =
          answer(admin.listTransactions(ongoing).all()).stream()
              .map(TransactionListing::transactionalId)
              .filter(ids)
              .collect(Collectors.toUnmodifiableSet());
      return open.isEmpty() ? Map.of() : described(answer(admin.describeTransactions(open).all()));
    }
  }

  private static Map<String, Transaction> described(
      Map<String, TransactionDescription> descriptions) {
    Map<String, Transaction> transactions = new HashMap<>();
    descriptions.forEach(
        (id, is) ->
            is.transactionStartTimeMs()
                .ifPresent(
                    begin ->
                        transactions.put(
                            id, new Transaction(is.producerId(), is.producerEpoch(), begin))));
    return transactions;
  }

  @Override
  public void fence(Set<String> transactionalIds) {
    try (Admin admin = admin()) {
      answer(admin.fenceProducers(transactionalIds).all());
    }
  }

  private Admin admin() {
    Map<String, Object> settings = new HashMap<>(cluster.properties());
    settings.put("bootstrap.servers", cluster.bootstrapServers());
    settings.put("request.timeout.ms", (int) ANSWER_TIMEOUT.toMillis());
    settings.put("default.api.timeout.ms", (int) ANSWER_TIMEOUT.toMillis());
    return Admin.create(settings);
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e); // sets the thread's flag again
    }
  }
}
