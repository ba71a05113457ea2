package io.twinroute.flink.logic;

import io.twinroute.flink.job.Environments;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.semantics.record.RouteOutput;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * A subtask of the logic in Flink's own harness. Flink's keyed one would look for what its key
 * selector drags along, each time.
 */
public final class LogicHarness extends OneInputStreamOperatorTestHarness<Routed, RouteOutput> {

  private static final KeySelector<Routed, RecordKey> KEY = Routed::key;

  public LogicHarness(
      OneInputStreamOperatorFactory<Routed, RouteOutput> factory, int parallelism, int index)
      throws Exception {
    super(factory, Environments.of(parallelism, index));
    config.setStatePartitioner(0, KEY);
    config.setStateKeySerializer(
        RouteTypes.RECORD_KEY.createSerializer(new SerializerConfigImpl()));
    config.serializeAllConfigs();
  }

  /** The keys that have state; on the heap only. */
  public int numKeyedStateEntries() {
    return ((HeapKeyedStateBackend<?>)
            ((AbstractStreamOperator<?>) getOperator()).getKeyedStateBackend())
        .numKeyValueStateEntries();
  }
}
