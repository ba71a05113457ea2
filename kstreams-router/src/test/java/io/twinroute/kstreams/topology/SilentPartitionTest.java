package io.twinroute.kstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.LogRecord;
import io.twinroute.semantics.accept.AcceptStation;
import io.twinroute.semantics.accept.Silence;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.PartitionFrontier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a silent partition costs the repartition topic: one announcement per new evidence. */
class SilentPartitionTest {

  private static final long TS = 1_700_000_000_000L;

  /** How often an accept processor ticks before it repeats. */
  private static final int TICKS_BETWEEN_REPEATS = 25;

  private final TopologyRun run =
      new TopologyRun(
          Routes.endless(1, 1, 1), (input, partition) -> input == Sides.LEFT ? evidence() : null);

  private long upTo;

  private @Nullable Silence evidence() {
    return upTo == 0 ? null : new Silence(0, 1, upTo);
  }

  @BeforeEach
  void readOne() {
    run.pipe(
        Sides.LEFT, 0, new LogRecord(0, TS, "k".getBytes(UTF_8), "1".getBytes(UTF_8), List.of()));
    tick();
    assertThat(run.repartitioned()).hasSize(2);
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void shouldSendNothingForEvidenceThatItHasHeard() {
    upTo = TS;
    tick();
    assertThat(sent()).containsExactly(frontier(TS));

    for (int i = 0; i < TICKS_BETWEEN_REPEATS - 3; i++) {
      tick();
    }

    assertThat(sent()).isEmpty();
  }

  @Test
  void shouldSendOneAnnouncementPerNewEvidenceAndRepeatNone() {
    for (int i = 1; i <= 4 * TICKS_BETWEEN_REPEATS; i++) {
      if (i % 10 == 0) {
        upTo = TS + i;
      }
      tick();

      assertThat(sent()).hasSize(i % 10 == 0 ? 1 : 0);
    }
  }

  /** A logic task that has started again learns of it from this. */
  @Test
  void shouldRepeatWhatHasGoneUnsaidForSoLong() {
    upTo = TS;
    tick();
    sent();

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 2 * TICKS_BETWEEN_REPEATS; i++) {
        tick();
      }

      assertThat(sent()).containsExactly(frontier(TS));
    }
  }

  @Test
  void shouldSendAFrontierOnceToEachPartitionOfTheTopic() {
    assertThat(new RepartitionPartitioner().partitions("any", new byte[0], frontier(TS), 4))
        .hasValueSatisfying(to -> assertThat(to).containsExactlyInAnyOrder(0, 1, 2, 3));
  }

  private void tick() {
    run.pass(AcceptStation.INTERVAL);
  }

  private static PartitionFrontier frontier(long upTo) {
    return new PartitionFrontier(Sides.LEFT, 0, 0, upTo);
  }

  /** What has arrived at the repartition topic since the last call. */
  private List<AcceptOutput> sent() {
    return run.repartitioned().stream()
        .map(record -> new LogicInputSerde().deserializer().deserialize("any", record.value()))
        .toList();
  }
}
