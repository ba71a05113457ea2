package io.twinroute.flink.sink.internals;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** Asks a cluster's transaction coordinators. */
public class Coordinators {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Properties client;

  public Coordinators(Properties client) {
    this.client = client;
  }

  /**
   * By transactional id; empty where no coordinator knows it.
   *
   * @throws KafkaException if the cluster does not answer
   */
  Map<String, Optional<TransactionDescription>> describe(Collection<String> transactionalIds)
      throws InterruptedException {
    Map<String, Optional<TransactionDescription>> known = new HashMap<>();
    try (Admin admin = Admin.create(client)) {
      DescribeTransactionsResult answer =
          admin.describeTransactions(
              transactionalIds,
              new DescribeTransactionsOptions().timeoutMs((int) PATIENCE.toMillis()));
      for (String id : transactionalIds) {
        known.put(id, description(answer, id));
      }
    }
    return known;
  }

  private static Optional<TransactionDescription> description(
      DescribeTransactionsResult answer, String id) throws InterruptedException {
    try {
      return Optional.of(answer.description(id).get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return Optional.empty();
      }
      throw new KafkaException("what became of the transaction " + id + " is not known", e);
    }
  }
}
