package io.twinroute.flink.sink.internals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.InvalidPidMappingException;

/**
 * Commits as Flink's own committer does, but fails where that one gives up a transaction.
 * Committing a transaction a second time, after a restart, is fenced as well; the cluster's
 * coordinator knows which case it is.
 */
public final class StrictCommitter implements Committer<KafkaCommittable> {

  private final Committer<KafkaCommittable> committer;
  private final Coordinators coordinators;

  public StrictCommitter(Committer<KafkaCommittable> committer, Coordinators coordinators) {
    this.committer = committer;
    this.coordinators = coordinators;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<KafkaCommittable> givenUp = new ArrayList<>();
    List<CommitRequest<KafkaCommittable>> watched = new ArrayList<>(requests.size());
    requests.forEach(request -> watched.add(new WatchedRequest(request, givenUp)));
    committer.commit(watched);
    if (!givenUp.isEmpty()) {
      mustBeCommitted(givenUp);
    }
  }

  private void mustBeCommitted(List<KafkaCommittable> givenUp) throws InterruptedException {
    Map<String, Optional<TransactionDescription>> known =
        coordinators.describe(givenUp.stream().map(KafkaCommittable::getTransactionalId).toList());
    for (KafkaCommittable transaction : givenUp) {
      Optional<TransactionDescription> found =
          known.getOrDefault(transaction.getTransactionalId(), Optional.empty());
      if (found.filter(description -> isCommitted(transaction, description)).isEmpty()) {
        throw new ResultsLostException(
            ("Results are lost: their transaction %s was not committed in time (the"
                    + " cluster reports: %s). Set a longer transaction.timeout.ms in the target"
                    + " cluster's properties, and give the route a new name and output")
                .formatted(
                    transaction.getTransactionalId(),
                    found.map(d -> d.state().toString()).orElse("unknown")));
      }
    }
  }

  /** A coordinator may have raised the epoch by one when it completed the transaction. */
  private static boolean isCommitted(KafkaCommittable ours, TransactionDescription found) {
    int raised = found.producerEpoch() - ours.getEpoch();
    boolean committed =
        found.state() == TransactionState.COMPLETE_COMMIT
            || found.state() == TransactionState.PREPARE_COMMIT;
    return committed && found.producerId() == ours.getProducerId() && (raised == 0 || raised == 1);
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  /** Forwards everything except giving up a transaction. */
  private record WatchedRequest(
      CommitRequest<KafkaCommittable> request, List<KafkaCommittable> givenUp)
      implements CommitRequest<KafkaCommittable> {

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      givenUp.add(getCommittable());
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      if (reason instanceof InvalidPidMappingException) { // its coordinator has forgotten it
        givenUp.add(getCommittable());
      } else {
        request.signalFailedWithUnknownReason(reason);
      }
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
