package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InnerJoinTest {

  private final JoinWindow window = new JoinWindow(Duration.ofMillis(10), Duration.ofMillis(20));
  private final InnerJoin join = new InnerJoin(window, new ResultFormat("e/o", "o", "w/p", "p"));
  private final MemoryJoinState state = new MemoryJoinState(new TimeBuckets(window));
  private final List<String> results = new ArrayList<>();

  @Test
  void shouldJoinEveryPairOnceWhicheverComesFirst() {
    process(record(Side.LEFT, 1, 100), Frontiers.UNKNOWN);
    process(record(Side.RIGHT, 1, 90), Frontiers.UNKNOWN);
    process(record(Side.RIGHT, 2, 120), Frontiers.UNKNOWN);
    process(record(Side.LEFT, 2, 110), Frontiers.UNKNOWN);

    assertThat(results).containsExactly("e/o/0@1+w/p/0@1", "e/o/0@1+w/p/0@2", "e/o/0@2+w/p/0@2");
  }

  @Test
  void shouldTakeNothingOutsideTheWindow() {
    process(record(Side.LEFT, 1, 100), Frontiers.UNKNOWN);
    process(record(Side.RIGHT, 1, 89), Frontiers.UNKNOWN);
    process(record(Side.RIGHT, 2, 121), Frontiers.UNKNOWN);

    assertThat(results).isEmpty();
  }

  @Test
  void shouldNotJoinRecordsOfOneSide() {
    process(record(Side.LEFT, 1, 100), Frontiers.UNKNOWN);
    process(record(Side.LEFT, 2, 100), Frontiers.UNKNOWN);

    assertThat(results).isEmpty();
  }

  @Test
  void shouldKeepARecordWhileItMayStillMeetAnother() {
    process(record(Side.LEFT, 1, 100), 120);
    process(record(Side.RIGHT, 1, 100), 110);

    assertThat(state.size()).isEqualTo(2);
  }

  @Test
  void shouldNotKeepARecordThatNothingCanMeetAnyMore() {
    process(record(Side.RIGHT, 1, 100), Frontiers.UNKNOWN);
    process(record(Side.LEFT, 1, 100), 121);
    process(record(Side.RIGHT, 2, 100), 111);

    assertThat(results).containsExactly("e/o/0@1+w/p/0@1");
    assertThat(state.size()).isEqualTo(1);
  }

  private void process(JoinableRecord record, long watermark) {
    join.process(
        record,
        watermark,
        state,
        result -> result.headers().forEach((k, v) -> results.add(new String(v, UTF_8))));
  }

  private static JoinableRecord record(Side side, long offset, long timestamp) {
    byte[] key = "k".getBytes(UTF_8);
    return new JoinableRecord(side, 0, offset, timestamp, key, "1".getBytes(UTF_8), Headers.EMPTY);
  }
}
