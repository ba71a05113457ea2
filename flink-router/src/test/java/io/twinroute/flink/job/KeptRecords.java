package io.twinroute.flink.job;

import io.twinroute.flink.logic.LogicOperator;
import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/** Looks into the state of a join. */
public final class KeptRecords {

  private KeptRecords() {}

  /** All that it keeps of an input, over all keys. */
  public static List<Kept> of(AbstractStreamOperator<?> join, int input) throws Exception {
    List<Kept> all = new ArrayList<>();
    join.<RecordKey>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            LogicOperator.descriptor(input),
            (key, state) -> state.values().forEach(all::addAll));
    ((LogicOperator) join)
        .recent()
        .forEach(
            entry -> {
              if (entry.record().input() == input) {
                all.add(new Kept(entry.record(), entry.isWaiting()));
              }
            });
    return all;
  }
}
