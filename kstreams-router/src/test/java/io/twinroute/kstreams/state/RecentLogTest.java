package io.twinroute.kstreams.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.topology.Routes;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class RecentLogTest {

  private static final long TS = 1_700_000_000_000L;

  private final RouteLogic join = join(JoinRule.outer(Routes.WINDOW));
  private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("recent").get();
  private final RecentLog log = new RecentLog(join, store);

  @Test
  void shouldWriteTheRecordsOfABucketTogetherBeforeACommit() {
    for (int i = 0; i < 100; i++) {
      log.added(record(Sides.LEFT, i, 10), false);
    }
    assertThat(chunks()).isEmpty();

    log.write();
    assertThat(chunks()).hasSize(1);
    log.write();
    assertThat(chunks()).hasSize(1);

    log.added(record(Sides.LEFT, 100, 10), true);
    log.added(record(Sides.RIGHT, 100, 10), false);
    log.write();
    assertThat(chunks()).hasSize(3);
    assertThat(restored(join)).hasSize(102);
  }

  @Test
  void shouldRememberWhatWaitsNoLonger() {
    AcceptedRecord met = record(Sides.LEFT, 0, 10);
    AcceptedRecord metSoon = record(Sides.LEFT, 1, 10);
    AcceptedRecord alone = record(Sides.RIGHT, 0, 10);
    log.added(met, true);
    log.added(metSoon, true);
    log.waitsNoLonger(metSoon);
    log.added(alone, true);
    log.write();
    log.waitsNoLonger(met);
    log.write();

    assertThat(restored(join).stream().filter(RecentChunk.Kept::waits))
        .singleElement()
        .satisfies(kept -> assertThat(kept.record().input()).isEqualTo(Sides.RIGHT));
  }

  @Test
  void shouldLeaveNothingOfABucketThatIsForgotten() {
    log.added(record(Sides.LEFT, 0, 10), false);
    log.write();
    log.added(record(Sides.LEFT, 1, 10), false);
    log.write();
    log.added(record(Sides.LEFT, 2, 10), false);

    log.forgotten(Sides.LEFT, join.buckets().bucketOf(TS));
    log.write();

    assertThat(chunks()).isEmpty();
  }

  @Test
  void shouldNotHoldMuchBackUntilTheCommit() {
    for (int i = 0; i < 10; i++) {
      log.added(record(Sides.LEFT, i, 100_000), false);
    }
    log.added(record(Sides.LEFT, 10, 3_000_000), false); // larger than a chunk
    log.write();

    assertThat(chunks()).hasSize(6);
    assertThat(restored(join)).hasSize(11);
  }

  @Test
  void shouldGoOnWithTheNextChunkAfterARestart() {
    log.added(record(Sides.LEFT, 0, 10), false);
    log.write();

    RecentLog next = new RecentLog(join, store);
    next.read(kept -> {});
    next.added(record(Sides.LEFT, 1, 10), false);
    next.write();

    assertThat(restored(join)).hasSize(2);
  }

  /** Buckets are as wide as the window wants them. */
  @Test
  void shouldMoveTheRecordsOfARunWithAnotherWindow() {
    log.added(record(Sides.LEFT, 0, 10), true);
    log.added(record(Sides.LEFT, 1, 10), false);
    log.write();
    RouteLogic wider =
        join(JoinRule.outer(new JoinWindow(Duration.ofHours(1), Duration.ofHours(1))));

    RecentLog next = new RecentLog(wider, store);
    assertThat(read(next)).extracting(RecentChunk.Kept::waits).containsExactly(true, false);
    next.write();

    assertThat(restored(wider)).hasSize(2);
    next.forgotten(Sides.LEFT, wider.buckets().bucketOf(TS));
    assertThat(chunks()).isEmpty();
  }

  private static RouteLogic join(JoinRule rule) {
    return Routes.endless(rule, 1, 1, 0).logic();
  }

  private List<RecentChunk.Kept> restored(RouteLogic join) {
    return read(new RecentLog(join, store));
  }

  private static List<RecentChunk.Kept> read(RecentLog log) {
    List<RecentChunk.Kept> all = new ArrayList<>();
    log.read(all::addAll);
    return all;
  }

  private List<Bytes> chunks() {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private static AcceptedRecord record(int input, int offset, int size) {
    return new AcceptedRecord(
        input, 0, offset, TS, "k".getBytes(UTF_8), new byte[size], Headers.EMPTY);
  }
}
