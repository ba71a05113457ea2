package io.twinroute.flink.sink.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrictWriterTest {

  private static final IOException TOO_LARGE = failure(new RecordTooLargeException("too large"));
  private static final IOException SLOW = failure(new TimeoutException("slow"));

  private final KafkaDouble kafka = new KafkaDouble();
  private final StrictWriter<String> writer = new StrictWriter<>(kafka);

  @Test
  void shouldEndTheJobForARecordThatIsRefusedForGood() {
    kafka.failure = TOO_LARGE;

    assertThatThrownBy(() -> writer.write("a", null)).satisfies(StrictWriterTest::mustEndTheJob);
    assertThatThrownBy(() -> writer.flush(false)).satisfies(StrictWriterTest::mustEndTheJob);
  }

  private static void mustEndTheJob(Throwable failure) {
    assertThat(
            ThrowableClassifier.findThrowableOfThrowableType(
                failure, ThrowableType.NonRecoverableError))
        .isPresent();
    assertThat(failure).hasRootCause(TOO_LARGE.getCause().getCause());
  }

  @Test
  void shouldLetFlinkTryOtherFailuresAgain() {
    kafka.failure = SLOW;

    assertThatThrownBy(() -> writer.write("a", null)).isSameAs(SLOW);
    assertThatThrownBy(() -> writer.flush(true)).isSameAs(SLOW);
  }

  @Test
  void shouldBeTheKafkaWriterInAllElse() throws Exception {
    writer.write("a", null);
    writer.flush(true);

    assertThat(writer.prepareCommit()).isSameAs(kafka.committables);
    assertThat(writer.snapshotState(3)).isSameAs(kafka.states);
    writer.close();
    assertThat(kafka.closed).isTrue();
  }

  private static IOException failure(Exception why) {
    return new IOException("send requests", new FlinkRuntimeException("failed", why));
  }

  private static final class KafkaDouble
      implements StatefulSinkWriter<String, KafkaWriterState>,
          CommittingSinkWriter<String, KafkaCommittable> {
    final Collection<KafkaCommittable> committables = List.of();
    final List<KafkaWriterState> states = List.of();
    @Nullable IOException failure;
    boolean closed;

    @Override
    public void write(String element, Context context) throws IOException {
      mayFail();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      mayFail();
    }

    private void mayFail() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() {
      return committables;
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) {
      return states;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
