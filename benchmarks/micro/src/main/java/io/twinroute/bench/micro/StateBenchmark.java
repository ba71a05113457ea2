package io.twinroute.bench.micro;

import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.state.LayeredTaskState;
import io.twinroute.kstreams.state.RecentLog;
import io.twinroute.kstreams.state.StoredRecords;
import io.twinroute.kstreams.state.TaskState;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.state.RecentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A pair of records through the join, with its state on RocksDB without a changelog: from their
 * arrival to their expiry, and with their share of the commits.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls setUp() first
public class StateBenchmark {

  private static final int TICK = 500;
  private static final int COMMIT = 5_000;
  private static final long BEHIND = 20_000;

  /** {@code recent}: on the heap, with a log. {@code stores}: in the stores alone. */
  @Param({"recent", "stores"})
  private String layout;

  private final RouteLogic logic = Samples.RULE.logic(Samples.FORMAT);
  private final Samples samples = new Samples(200);
  private Path folder;
  private KeyValueStore<Bytes, byte[]> store;
  private RecentLog log;
  private TaskState state;
  private int next;

  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("state-benchmark");
    MockProcessorContext<Void, Void> context = context();
    store = store(StreamsNames.STATE_STORE, context);
    StoredRecords stored = new StoredRecords(logic, context);
    log = new RecentLog(logic, store);
    state =
        layout.equals("recent")
            ? new LayeredTaskState(logic, stored, log, new RecentMemory(Long.MAX_VALUE).open())
            : stored;
  }

  private MockProcessorContext<Void, Void> context() {
    Properties config = new Properties();
    config.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            "state-benchmark",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            "localhost:1"));
    return new MockProcessorContext<>(config, new TaskId(0, 0), folder.toFile());
  }

  private static KeyValueStore<Bytes, byte[]> store(
      String name, MockProcessorContext<Void, Void> context) {
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  @Benchmark
  public void pair(Blackhole results) {
    int i = next++;
    logic.process(samples.joinable(Sides.LEFT, i), state.state(), results::consume);
    var payment = samples.joinable(Sides.RIGHT, i);
    logic.process(payment, state.state(), results::consume);
    state.limit();
    if (i % TICK == 0) {
      long watermark = payment.timestamp() - BEHIND;
      state.settle(watermark, results::consume);
      state.expire(watermark);
    }
    if (i % COMMIT == 0) {
      log.write();
    }
  }

  @TearDown
  public void tearDown() throws IOException {
    store.close();
    Utils.delete(folder.toFile());
  }
}
