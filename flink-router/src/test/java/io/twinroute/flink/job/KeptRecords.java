package io.twinroute.flink.job;

import io.twinroute.flink.logic.LogicOperator;
import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.semantics.logic.Side;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/** Looks into the state of a join. */
public final class KeptRecords {

  private KeptRecords() {}

  /** All that it keeps of a side, over all keys. */
  public static List<Kept> of(AbstractStreamOperator<?> join, Side side) throws Exception {
    List<Kept> all = new ArrayList<>();
    join.<RecordKey>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            LogicOperator.descriptor(side),
            (key, state) -> state.values().forEach(all::addAll));
    ((LogicOperator) join)
        .recent()
        .forEach(
            entry -> {
              if (entry.record().side() == side) {
                all.add(new Kept(entry.record(), entry.isWaiting()));
              }
            });
    return all;
  }
}
