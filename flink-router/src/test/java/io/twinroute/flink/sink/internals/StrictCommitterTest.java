package io.twinroute.flink.sink.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Flink's own committer runs here; only its producer and the cluster are not real. */
class StrictCommitterTest {

  private static final String ID = "twinroute-orders-0123abcd-0-7";
  private static final long PRODUCER = 42;
  private static final short EPOCH = 3;

  private final Request request = new Request();

  /** What this guard is for: nobody learns that the results are gone. */
  @Test
  void shouldShowThatFlinksCommitterGoesOnWithoutTheResults() throws Exception {
    try (KafkaCommitter stock = stock(new ProducerFencedException("too late"))) {
      stock.commit(List.of(request));
    }
    assertThat(request.said).isEqualTo("failed for a known reason");
  }

  @ParameterizedTest
  @EnumSource(
      value = TransactionState.class,
      names = {"COMPLETE_COMMIT", "PREPARE_COMMIT"},
      mode = EnumSource.Mode.EXCLUDE)
  void shouldFailWhereTheTransactionWasNotCommitted(TransactionState state) {
    assertThatThrownBy(() -> commit(Optional.of(found(state, PRODUCER, EPOCH))))
        .isInstanceOf(ResultsLostException.class)
        .hasMessageContaining(ID)
        .hasMessageContaining(state.toString())
        .hasMessageContaining("transaction.timeout.ms");
  }

  /** After {@code transactional.id.expiration.ms}. */
  @Test
  void shouldFailWhereNobodyKnowsTheTransaction() {
    assertThatThrownBy(() -> commit(new InvalidPidMappingException("expired"), Optional.empty()))
        .isInstanceOf(ResultsLostException.class)
        .hasMessageContaining(ID)
        .hasMessageContaining("unknown");
  }

  @ParameterizedTest
  @CsvSource({"COMPLETE_COMMIT, 3", "COMPLETE_COMMIT, 4", "PREPARE_COMMIT, 3"})
  void shouldTakeASecondCommitForWhatItIs(TransactionState state, int epoch) throws Exception {
    commit(Optional.of(found(state, PRODUCER, epoch)));

    assertThat(request.said).isNull(); // which Flink takes for committed
  }

  @ParameterizedTest
  @CsvSource({"42, 5", "43, 3"})
  void shouldNotTakeAnothersCommitForIts(long producer, int epoch) {
    assertThatThrownBy(
            () -> commit(Optional.of(found(TransactionState.COMPLETE_COMMIT, producer, epoch))))
        .isInstanceOf(ResultsLostException.class);
  }

  /** A restart of the job then asks again. */
  @Test
  void shouldNotGuessWhereTheClusterDoesNotAnswer() throws Exception {
    Coordinators silent =
        new Coordinators(new Properties()) {
          @Override
          Map<String, Optional<TransactionDescription>> describe(Collection<String> ids) {
            throw new KafkaException("no answer");
          }
        };
    try (StrictCommitter committer =
        new StrictCommitter(stock(new InvalidTxnStateException("gone")), silent)) {
      assertThatThrownBy(() -> committer.commit(List.of(request)))
          .isExactlyInstanceOf(KafkaException.class);
    }
  }

  @Test
  void shouldAskNobodyWhereAllIsWell() throws Exception {
    try (StrictCommitter committer = new StrictCommitter(stock(null), new Told(Optional.empty()))) {
      assertThatCode(() -> committer.commit(List.of(request))).doesNotThrowAnyException();
    }
    assertThat(request.said).isNull();
  }

  /** Flink restarts the job and commits again. */
  @Test
  void shouldLeaveOtherFailuresToFlink() throws Exception {
    commit(new KafkaException("out of order"), Optional.empty());

    assertThat(request.said).startsWith("failed: ");
  }

  private void commit(Optional<TransactionDescription> answer) throws Exception {
    commit(new ProducerFencedException("fenced"), answer);
  }

  private void commit(RuntimeException failure, Optional<TransactionDescription> answer)
      throws Exception {
    try (StrictCommitter committer = new StrictCommitter(stock(failure), new Told(answer))) {
      committer.commit(List.of(request));
    }
  }

  private static TransactionDescription found(TransactionState state, long producer, int epoch) {
    return new TransactionDescription(
        1, state, producer, epoch, 60_000, OptionalLong.empty(), Set.of());
  }

  /**
   * @param failure what a producer says to a commit; null: nothing
   */
  private static KafkaCommitter stock(RuntimeException failure) {
    Properties client = new Properties();
    client.put("bootstrap.servers", "localhost:1");
    client.put("key.serializer", ByteArraySerializer.class.getName());
    client.put("value.serializer", ByteArraySerializer.class.getName());
    return new KafkaCommitter(
        client,
        "twinroute-orders",
        0,
        0,
        false,
        (properties, id) -> new ProducerThatFails(properties, id, failure));
  }

  private static final class ProducerThatFails extends FlinkKafkaInternalProducer<byte[], byte[]> {

    private final RuntimeException failure;

    ProducerThatFails(Properties properties, String id, RuntimeException failure) {
      super(properties, id);
      this.failure = failure;
    }

    @Override
    public void resumeTransaction(long producerId, short epoch) {}

    @Override
    public void commitTransaction() {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static final class Told extends Coordinators {

    private final Optional<TransactionDescription> answer;

    Told(Optional<TransactionDescription> answer) {
      super(new Properties());
      this.answer = answer;
    }

    @Override
    Map<String, Optional<TransactionDescription>> describe(Collection<String> ids) {
      return Map.of(ID, answer);
    }
  }

  private static final class Request implements CommitRequest<KafkaCommittable> {

    private String said;

    @Override
    public KafkaCommittable getCommittable() {
      return new KafkaCommittable(PRODUCER, EPOCH, ID, null);
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      said = "failed for a known reason";
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      said = "failed: " + reason;
    }

    @Override
    public void retryLater() {
      said = "later";
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      said = "later, otherwise";
    }

    @Override
    public void signalAlreadyCommitted() {
      said = "already";
    }
  }
}
