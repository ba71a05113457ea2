package io.twinroute.kstreams.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On RocksDB, as in a router. */
class StoredRecordsTest {

  private static final long TS = 1_700_000_000_000L;
  private static final int BLOCK = 4_000;
  private static final long APART = 10;

  private final RouteLogic join = Routes.endless(JoinRule.outer(Routes.WINDOW), 1, 1, 0).logic();
  private final AtomicLong results = new AtomicLong();
  private MockProcessorContext<Void, Void> context;
  private StoredRecords state;

  @BeforeEach
  void openStore(@TempDir Path directory) {
    context = context(directory.toFile());
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(StreamsNames.STATE_STORE),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    state = new StoredRecords(join, context);
  }

  private static MockProcessorContext<Void, Void> context(File directory) {
    Properties config = new Properties();
    config.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            "t",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            "t:1"));
    return new MockProcessorContext<>(config, new TaskId(0, 0), directory);
  }

  /**
   * RocksDB steps over what was removed until it compacts. With keys that never come back, most of
   * a store is of that kind; a read that runs into it costs a hundred times as much as one that
   * does not.
   */
  @Test
  void shouldJoinAsFastWhenMuchHasExpired() {
    join(0); // warms up
    long first = join(1);
    for (int block = 2; block < 6; block++) {
      join(block);
    }
    long last = join(6);

    assertThat(results).hasValue(7 * BLOCK);
    assertThat(last).as("nanoseconds; those of the first block: %d", first).isLessThan(4 * first);
  }

  /** Joins a block of pairs whose keys come once and in their order, as numbers of orders do. */
  private long join(int block) {
    long start = processorTime();
    for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
      long ts = TS + i * APART;
      join.process(record(Sides.LEFT, i, ts), state, r -> results.incrementAndGet());
      join.process(record(Sides.RIGHT, i, ts), state, r -> results.incrementAndGet());
      if (i % 100 == 0) {
        state.settle(ts - Routes.LATENESS, r -> results.incrementAndGet());
        state.expire(ts - Routes.LATENESS);
      }
    }
    return processorTime() - start;
  }

  /** This thread's own, which other processes of the machine do not stretch. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static AcceptedRecord record(int input, int i, long ts) {
    byte[] key = "order-%08d".formatted(i).getBytes(UTF_8);
    return new AcceptedRecord(input, 0, i, ts, key, "{}".getBytes(UTF_8), Headers.EMPTY);
  }
}
