package io.twinroute.flink.source.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.EventReceivingTasks;
import org.apache.flink.runtime.operators.coordination.MockOperatorCoordinatorContext;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.source.event.AddSplitEvent;
import org.apache.flink.runtime.source.event.ReaderRegistrationEvent;
import org.apache.flink.runtime.source.event.SourceEventWrapper;
import org.junit.jupiter.api.Test;

/** A source of two splits, which its first reader is given. */
class DirectCoordinatorTest {

  private static final List<String> BOTH = List.of("a", "b");

  private final EventReceivingTasks tasks = EventReceivingTasks.createForRunningTasks();
  private final OneReaderSource source = new OneReaderSource();
  private final DirectCoordinator<Split, List<Split>> coordinator =
      new DirectCoordinator<>(new MockOperatorCoordinatorContext(new OperatorID(), 1), source);

  @Test
  void shouldGiveTheReaderWhatTheEnumeratorAssigns() throws Exception {
    coordinator.start();

    register(0);

    assertThat(given()).containsExactlyElementsOf(BOTH);
  }

  @Test
  void shouldGiveAgainWhatIsInNoCheckpointOfTheReader() throws Exception {
    coordinator.start();
    register(0);

    fail(0, -1);
    register(1);

    assertThat(given()).containsExactly("a", "b", "a", "b");
  }

  @Test
  void shouldLeaveToTheReaderWhatItsCheckpointHas() throws Exception {
    coordinator.start();
    register(0);
    checkpoint(1);
    coordinator.notifyCheckpointComplete(1);

    fail(0, 1);
    register(1);

    assertThat(given()).containsExactlyElementsOf(BOTH);
  }

  @Test
  void shouldResumeFromACheckpoint() throws Exception {
    coordinator.start();
    byte[] before = checkpoint(1);
    register(0);
    byte[] behind = checkpoint(2);

    assertThat(resumed(before)).containsExactlyElementsOf(BOTH);
    assertThat(resumed(behind)).isEmpty();
  }

  /** After a failure that is not of a single task. */
  @Test
  void shouldStartOverWhereThereIsNoCheckpoint() throws Exception {
    coordinator.start();
    register(0);

    coordinator.resetToCheckpoint(-1, null);
    register(1);

    assertThat(given()).containsExactly("a", "b", "a", "b");
    assertThat(source.started).isEqualTo(2);
  }

  @Test
  void shouldHandOnWhatAReaderReports() throws Exception {
    coordinator.start();
    register(0);
    SourceEvent report = new SourceEvent() {};

    coordinator.handleEventFromOperator(0, 0, new SourceEventWrapper(report));

    assertThat(source.reports).containsExactly(report);
    assertThatThrownBy(() -> coordinator.handleEventFromOperator(0, 0, new OperatorEvent() {}))
        .hasMessageContaining("does not know the event");
  }

  private void register(int attempt) throws Exception {
    coordinator.executionAttemptReady(0, attempt, tasks.createGatewayForSubtask(0, attempt));
    coordinator.handleEventFromOperator(0, attempt, new ReaderRegistrationEvent(0, "localhost"));
  }

  private void fail(int attempt, long checkpoint) {
    coordinator.executionAttemptFailed(0, attempt, null);
    coordinator.subtaskReset(0, checkpoint);
  }

  private byte[] checkpoint(long id) throws Exception {
    CompletableFuture<byte[]> result = new CompletableFuture<>();
    coordinator.checkpointCoordinator(id, result);
    return result.getNow(new byte[0]);
  }

  private List<String> resumed(byte[] state) throws Exception {
    EventReceivingTasks others = EventReceivingTasks.createForRunningTasks();
    DirectCoordinator<Split, List<Split>> next =
        new DirectCoordinator<>(new MockOperatorCoordinatorContext(new OperatorID(), 1), source);
    next.resetToCheckpoint(1, state);
    next.start();
    next.executionAttemptReady(0, 0, others.createGatewayForSubtask(0, 0));
    next.handleEventFromOperator(0, 0, new ReaderRegistrationEvent(0, "localhost"));
    return given(others);
  }

  private List<String> given() throws IOException {
    return given(tasks);
  }

  private static List<String> given(EventReceivingTasks tasks) throws IOException {
    List<String> given = new ArrayList<>();
    for (OperatorEvent event : tasks.getSentEventsForSubtask(0)) {
      @SuppressWarnings("unchecked") // it sends no other events
      AddSplitEvent<Split> added = (AddSplitEvent<Split>) event;
      added.splits(Splits.ONE).forEach(split -> given.add(split.name()));
    }
    return given;
  }

  private record Split(String name) implements SourceSplit {
    @Override
    public String splitId() {
      return name;
    }
  }

  private static final class Splits implements SimpleVersionedSerializer<Split> {
    static final Splits ONE = new Splits();

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Split split) {
      return split.name().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public Split deserialize(int version, byte[] bytes) {
      return new Split(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  /** By their names of one letter. */
  private static final class AllSplits implements SimpleVersionedSerializer<List<Split>> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(List<Split> splits) {
      return Splits.ONE.serialize(
          new Split(String.join("", splits.stream().map(Split::name).toList())));
    }

    @Override
    public List<Split> deserialize(int version, byte[] bytes) {
      return Splits.ONE
          .deserialize(1, bytes)
          .name()
          .chars()
          .mapToObj(letter -> new Split(Character.toString(letter)))
          .toList();
    }
  }

  private static final class OneReaderSource implements Source<String, Split, List<Split>> {
    private static final long serialVersionUID = 1L;

    final transient List<SourceEvent> reports = new ArrayList<>();
    int started;

    @Override
    public SplitEnumerator<Split, List<Split>> createEnumerator(
        SplitEnumeratorContext<Split> context) {
      return restoreEnumerator(context, BOTH.stream().map(Split::new).toList());
    }

    @Override
    public SplitEnumerator<Split, List<Split>> restoreEnumerator(
        SplitEnumeratorContext<Split> context, List<Split> unassigned) {
      return new Enumerator(context, new ArrayList<>(unassigned));
    }

    private final class Enumerator implements SplitEnumerator<Split, List<Split>> {
      private final SplitEnumeratorContext<Split> context;
      private final List<Split> unassigned;

      Enumerator(SplitEnumeratorContext<Split> context, List<Split> unassigned) {
        this.context = context;
        this.unassigned = unassigned;
      }

      @Override
      public void start() {
        started++;
      }

      @Override
      public void addReader(int reader) {
        assertThat(context.registeredReaders()).containsKey(reader);
        unassigned.forEach(split -> context.assignSplit(split, reader));
        unassigned.clear();
      }

      @Override
      public void addSplitsBack(List<Split> splits, int reader) {
        unassigned.addAll(splits);
      }

      @Override
      public void handleSourceEvent(int reader, SourceEvent event) {
        reports.add(event);
      }

      @Override
      public List<Split> snapshotState(long checkpoint) {
        return List.copyOf(unassigned);
      }

      @Override
      public void handleSplitRequest(int reader, String host) {}

      @Override
      public void close() {}
    }

    @Override
    public Boundedness getBoundedness() {
      return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
      return Splits.ONE;
    }

    @Override
    public SimpleVersionedSerializer<List<Split>> getEnumeratorCheckpointSerializer() {
      return new AllSplits();
    }

    @Override
    public SourceReader<String, Split> createReader(SourceReaderContext context) {
      throw new UnsupportedOperationException();
    }
  }
}
