package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ReferenceJoin;
import io.twinroute.reference.SourceLog;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

/** The job's operators through crashes and rescales, against the reference over whole logs. */
class OperatorsEqualReferenceTest {

  private static final int RESTARTS = 3;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @Test
  void shouldEqualTheReferenceOnTheHeapThroughCrashesAndRescales() throws Exception {
    shouldEqualTheReference(new HashMapStateBackend(), 25);
  }

  @Test
  void shouldEqualTheReferenceOnRocksDbThroughCrashesAndRescales() throws Exception {
    shouldEqualTheReference(rocksDb(), 4);
  }

  @Test
  void shouldKeepNothingOnceTheWatermarkHasPassedEverything() throws Exception {
    System.out.println("OperatorsEqualReferenceTest seed: -Dtwinroute.seed=" + seed);
    Random random = new Random(seed);
    RandomLogs logs = new RandomLogs(random);
    try (OperatorRun run =
        new OperatorRun(
            logs.side("east", "orders"),
            logs.side("west", "payments"),
            2,
            new HashMapStateBackend(),
            null,
            random)) {
      run.run(Integer.MAX_VALUE);
      assertThat(run.timers()).as("seed %d", seed).isPositive();
      assertThat(run.buckets()).as("seed %d", seed).isPositive();

      run.passEverything();

      assertThat(run.timers()).as("seed %d", seed).isZero();
      assertThat(run.buckets()).as("seed %d", seed).isZero();
      assertThat(run.keys()).as("seed %d", seed).isZero();
    }
  }

  private void shouldEqualTheReference(StateBackend backend, int routes) throws Exception {
    System.out.println("OperatorsEqualReferenceTest seed: -Dtwinroute.seed=" + seed);
    long results = 0;
    for (long s = seed; s < seed + routes; s++) {
      Random random = new Random(s);
      RandomLogs logs = new RandomLogs(random);
      List<SourceLog> left = logs.side("east", "orders");
      List<SourceLog> right = logs.side("west", "payments");

      List<String> actual = withRestarts(left, right, backend, random);

      List<String> expected =
          Rendered.expected(new ReferenceJoin(RandomLogs.ROUTE).results(left, right));
      assertThat(actual).as("-Dtwinroute.seed=%d", s).isEqualTo(expected);
      results += expected.size();
    }
    assertThat(results).isGreaterThan(routes);
  }

  /** Each time: go on from the last checkpoint, take another, go on, and lose what came after. */
  private static List<String> withRestarts(
      List<SourceLog> left, List<SourceLog> right, StateBackend backend, Random random)
      throws Exception {
    OperatorRun.Checkpoint last = null;
    for (int i = 1; i <= RESTARTS; i++) {
      try (OperatorRun run =
          new OperatorRun(left, right, 1 + random.nextInt(4), backend, last, random)) {
        run.run(random.nextInt(150));
        last = run.checkpoint(i);
        run.run(random.nextInt(50));
      }
    }
    try (OperatorRun run =
        new OperatorRun(left, right, 1 + random.nextInt(4), backend, last, random)) {
      run.run(Integer.MAX_VALUE);
      return Rendered.actual(run.results());
    }
  }

  /** Not incremental: the harness does not do the coordinator's part of that. */
  private static StateBackend rocksDb() {
    Configuration settings = new Configuration();
    settings.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
    return new EmbeddedRocksDBStateBackend(false)
        .configure(settings, OperatorsEqualReferenceTest.class.getClassLoader());
  }
}
