package io.twinroute.flink.accept;

import io.twinroute.flink.job.Environments;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.SourceEvent;
import java.util.List;
import org.apache.flink.runtime.io.network.partition.MockResultPartitionWriter;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** A subtask of an accept station in Flink's own harness, with its edge to the join. */
public final class AcceptHarness {

  private AcceptHarness() {}

  /**
   * @param joins how many subtasks of the join its edge leads to
   */
  public static OneInputStreamOperatorTestHarness<SourceEvent, Routed> of(
      AcceptFactory factory, int joins, int parallelism, int index) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<SourceEvent, Routed>(
            factory, Environments.of(parallelism, index));
    harness.getEnvironment().addOutputs(List.of(new Edge(joins)));
    return harness;
  }

  /** Nothing goes through it; the harness takes what the operator puts out. */
  private static final class Edge extends MockResultPartitionWriter {
    private final int joins;

    Edge(int joins) {
      this.joins = joins;
    }

    @Override
    public int getNumberOfSubpartitions() {
      return joins;
    }
  }
}
