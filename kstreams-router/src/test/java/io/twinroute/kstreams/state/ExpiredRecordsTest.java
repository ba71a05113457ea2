package io.twinroute.kstreams.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.topology.Routes;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class ExpiredRecordsTest {

  private static final long TS = 1_700_000_000_000L;
  private static final int RECORDS = 1_000;
  private static final long ALL_DUE = TS + Duration.ofDays(1).toMillis();
  private static final int FOR_NONE_ADDED = 20;

  private final RouteLogic join = Routes.endless(JoinRule.inner(Routes.WINDOW), 1, 1, 0).logic();
  private final KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("join").get();
  private ExpiredRecords expired = opened();
  private long now;
  private int removed;

  @Test
  void shouldRemoveALittleAtATimeWhileNothingIsAdded() {
    addAll();
    expired = opened(); // as a restart does: what was added by then is no debt of this run

    assertThat(removeDue(ALL_DUE)).isFalse();

    assertThat(removed).isBetween(1, FOR_NONE_ADDED);
  }

  @Test
  void shouldRemoveAllInTheEnd() {
    addAll();
    expired = opened();

    int calls = 1;
    while (!removeDue(ALL_DUE)) {
      assertThat(calls++).isLessThan(RECORDS);
    }

    assertThat(removed).isEqualTo(RECORDS);
    assertThat(removeDue(ALL_DUE)).isTrue();
    assertThat(removed).isEqualTo(RECORDS);
  }

  @Test
  void shouldKeepPaceWithWhatIsAdded() {
    addAll();
    expired = opened();

    int added = 0;
    boolean all = false;
    while (!all && added < RECORDS) {
      for (int i = 0; i < 100; i++) {
        add(RECORDS + added++, ALL_DUE);
      }
      all = removeDue(ALL_DUE);
    }

    assertThat(all).isTrue();
    assertThat(added).isLessThanOrEqualTo(RECORDS / 2);
    assertThat(removed).isEqualTo(RECORDS);
  }

  @Test
  void shouldOweNothingOnceNothingIsDue() {
    addAll();
    assertThat(removeDue(TS - 1)).isTrue();

    assertThat(removeDue(ALL_DUE)).isFalse();

    assertThat(removed).isBetween(1, FOR_NONE_ADDED);
  }

  private boolean removeDue(long watermark) {
    return expired.removeDue(watermark, (input, bucket, key) -> removed++);
  }

  private void addAll() {
    for (int i = 0; i < RECORDS; i++) {
      add(i, TS + i);
    }
  }

  private void add(int i, long ts) {
    byte[] key = "order-%08d".formatted(i).getBytes(UTF_8);
    AcceptedRecord record = new AcceptedRecord(Sides.LEFT, 0, i, ts, key, key, Headers.EMPTY);
    Bytes at = StoreKeys.record(record, join.buckets().bucketOf(ts));
    store.put(at, StoreKeys.value(record));
    expired.added(Sides.LEFT, at);
  }

  /** Each removal takes a millisecond of it. */
  private ExpiredRecords opened() {
    return new ExpiredRecords(join, store, () -> Duration.ofMillis(now++).toNanos());
  }
}
