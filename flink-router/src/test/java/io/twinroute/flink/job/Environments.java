package io.twinroute.flink.job;

import io.twinroute.flink.types.RoutingKeys;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.io.disk.iomanager.IOManagerAsync;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.operators.testutils.MockInputSplitProvider;

/** What the subtasks in Flink's test harnesses run in. */
public final class Environments {

  /** Not used by them, but each harness would have one: two threads and a folder. */
  private static final IOManager NONE = new IOManagerAsync();

  private Environments() {}

  public static MockEnvironment of(int parallelism, int index) {
    return new MockEnvironmentBuilder()
        .setTaskName("subtask")
        .setManagedMemorySize(3L << 20)
        .setInputSplitProvider(new MockInputSplitProvider())
        .setBufferSize(1024)
        .setMaxParallelism(RoutingKeys.KEY_GROUPS)
        .setParallelism(parallelism)
        .setSubtaskIndex(index)
        .setIOManager(NONE)
        .build();
  }
}
