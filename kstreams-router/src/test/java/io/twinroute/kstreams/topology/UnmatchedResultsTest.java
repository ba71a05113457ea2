package io.twinroute.kstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.reference.LogRecord;
import io.twinroute.semantics.accept.Silence;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.Sides;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** When results are written that have to wait for time to pass. */
class UnmatchedResultsTest {

  private static final long TS = 1_700_000_000_000L;
  private static final long DUE = TS + Routes.AFTER;
  private static final Duration TICK = Duration.ofMillis(200);
  private static final JoinRule LEFT = JoinRule.left(Routes.WINDOW);
  private static final JoinRule LOOKUP = new JoinRule.Lookup(true, Duration.ofSeconds(5));

  private final AtomicReference<Silence> silence = new AtomicReference<>();

  @Test
  void shouldWriteAnUnmatchedRecordWhenNoPartnerCanComeAndNotBefore() {
    try (TopologyRun run = new TopologyRun(Routes.endless(LEFT, 1, 1, 0))) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.LEFT, 0, record(1, DUE + Routes.LATENESS + 1, "other"));
      run.pipe(Sides.RIGHT, 0, record(0, DUE + Routes.LATENESS, "other"));
      settle(run);
      assertThat(alone(run)).isEmpty();

      run.pipe(Sides.RIGHT, 0, record(1, DUE + Routes.LATENESS + 1, "other"));
      settle(run);
      assertThat(alone(run)).singleElement().asString().contains("east/orders/0@0+-");

      settle(run);
      assertThat(alone(run)).isEmpty();
      assertThat(run.stored(StoreSection.WAITING)).isZero();
    }
  }

  @Test
  void shouldWaitForAPartitionThatHasGivenNothing() {
    try (TopologyRun run = new TopologyRun(Routes.endless(LEFT, 1, 1, 0))) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.LEFT, 0, record(1, TS + Duration.ofDays(1).toMillis(), "other"));
      settle(run);

      assertThat(run.written()).isEmpty();
    }
  }

  @Test
  void shouldLetTimeGoOnWithoutASilentPartition() {
    try (TopologyRun run = new TopologyRun(Routes.endless(LEFT, 1, 1, 0), this::rightIsSilent)) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.LEFT, 0, record(1, DUE + Routes.LATENESS + 1, "other"));
      silence.set(new Silence(-1, 0, DUE));
      settle(run);
      assertThat(alone(run)).hasSize(1);

      // What comes behind that is late; what comes after it is not.
      run.pipe(Sides.RIGHT, 0, record(0, DUE));
      run.pipe(Sides.RIGHT, 0, record(1, DUE + 1, "other"));
      assertThat(run.written())
          .hasSize(2)
          .anyMatch(line -> line.startsWith("late") && line.contains("after-silence"))
          .anyMatch(line -> line.contains("east/orders/0@1+west/payments/0@1"));
    }
  }

  @Test
  void shouldRememberASilenceThroughARestart() {
    Map<String, Map<Bytes, byte[]>> stores;
    try (TopologyRun run = new TopologyRun(Routes.endless(LEFT, 1, 1, 0), this::rightIsSilent)) {
      silence.set(new Silence(-1, 0, TS));
      settle(run);
      stores = run.contents();
    }
    try (TopologyRun run =
        new TopologyRun(Routes.endless(LEFT, 1, 1, 0), SilenceEvidence.NONE, stores)) {
      run.pipe(Sides.RIGHT, 0, record(0, TS));

      assertThat(run.written()).singleElement().asString().contains("after-silence");
    }
  }

  /** An idle route has nothing to commit, although it is silent for longer every second. */
  @Test
  void shouldKeepASilenceOnlyWithSomethingElse() {
    Map<String, Map<Bytes, byte[]>> stores;
    try (TopologyRun run = new TopologyRun(Routes.endless(LEFT, 1, 1, 0), this::rightIsSilent)) {
      silence.set(new Silence(-1, 0, TS));
      run.progress.committed();
      run.passUncommitted(Duration.ofSeconds(1));
      assertThat(run.stored(StoreSection.PROGRESS)).isZero();

      run.progress.wrote();
      run.passUncommitted(Duration.ofSeconds(1));
      assertThat(run.stored(StoreSection.PROGRESS)).isEqualTo(1);

      silence.set(new Silence(-1, 0, TS + 1));
      run.progress.committed();
      run.passUncommitted(Duration.ofSeconds(1));
      run.pipe(Sides.RIGHT, 0, record(0, TS + 1));
      assertThat(run.written()).singleElement().asString().contains("after-silence");
      stores = run.contents();
    }
    try (TopologyRun run =
        new TopologyRun(Routes.endless(LEFT, 1, 1, 0), SilenceEvidence.NONE, stores)) {
      run.pipe(Sides.RIGHT, 0, record(1, TS + 1));

      assertThat(run.written()).singleElement().asString().contains("after-silence");
    }
  }

  @Test
  void shouldNotCallAPartitionSilentOfWhichMoreIsKnownThanTheEvidence() {
    try (TopologyRun run = new TopologyRun(Routes.endless(LEFT, 1, 1, 0), this::rightIsSilent)) {
      run.pipe(Sides.RIGHT, 0, record(0, TS));
      silence.set(new Silence(-1, 0, TS + 1));
      settle(run);
      run.pipe(Sides.RIGHT, 0, record(1, TS));

      assertThat(run.progress.counts().late()).isZero();
    }
  }

  @Test
  void shouldKeepTheNewestVersionOfARowOnly() {
    try (TopologyRun run = new TopologyRun(Routes.endless(LOOKUP, 1, 1, 0))) {
      for (int i = 0; i < 10; i++) {
        run.pipe(Sides.RIGHT, 0, record(i, TS + i));
      }
      passBy(run, TS + Duration.ofMinutes(10).toMillis(), 10);
      assertThat(run.joinable()).isEqualTo(2); // and that of the other key

      // A row that has ended leaves nothing.
      run.pipe(
          Sides.RIGHT,
          0,
          new LogRecord(12, TS + Duration.ofMinutes(11).toMillis(), utf8("k"), null, List.of()));
      passBy(run, TS + Duration.ofMinutes(20).toMillis(), 13);
      assertThat(run.joinable()).isEqualTo(1);
      assertThat(run.stored(StoreSection.WAITING)).isZero();
    }
  }

  /** Lets a record of another key on each input move time on, and what waits be settled. */
  private static void passBy(TopologyRun run, long timestamp, long offset) {
    run.pipe(Sides.LEFT, 0, record(offset, timestamp, "other"));
    run.pipe(Sides.RIGHT, 0, record(offset, timestamp, "other"));
    run.pipe(Sides.LEFT, 0, new LogRecord(offset + 1, timestamp + 60_000, null, null, List.of()));
    run.pipe(Sides.RIGHT, 0, new LogRecord(offset + 1, timestamp + 60_000, null, null, List.of()));
    settle(run);
  }

  private Silence rightIsSilent(int input, int partition) {
    return input == Sides.RIGHT ? silence.get() : null;
  }

  private static List<String> alone(TopologyRun run) {
    return run.written().stream().filter(line -> line.contains("+-")).toList();
  }

  private static void settle(TopologyRun run) {
    for (int i = 0; i < 3; i++) {
      run.pass(TICK);
    }
  }

  private static LogRecord record(long offset, long timestamp) {
    return record(offset, timestamp, "k");
  }

  private static LogRecord record(long offset, long timestamp, String key) {
    return new LogRecord(offset, timestamp, utf8(key), utf8("1"), List.of());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
