package io.twinroute.flink.types;

import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;

/**
 * A message of an accept station with the key that decides which subtask of the logic it reaches.
 * All messages use one keyed edge, so none overtakes an earlier one.
 *
 * @param key of a record the key, if it has one; of anything else one of the {@link RoutingKeys}
 */
public record Routed(RecordKey key, AcceptOutput message) {

  /** An accepted record, on its way to its key's state. */
  public static Routed record(AcceptedRecord record) {
    byte[] key = record.anyKey();
    return new Routed(key == null ? ofPartition(record.partition()) : new RecordKey(key), record);
  }

  /**
   * One subtask's copy of a frontier.
   *
   * @param subtask one of {@link RoutingKeys#ofSubtasks}
   */
  public static Routed frontier(PartitionFrontier frontier, RecordKey subtask) {
    return new Routed(subtask, frontier);
  }

  /** A rejected record, on its way to the sink: those of one partition stay in their order. */
  public static Routed rejected(RejectedRecord record) {
    return new Routed(ofPartition(record.partition()), record);
  }

  private static RecordKey ofPartition(int partition) {
    return RoutingKeys.of(partition % RoutingKeys.KEY_GROUPS);
  }
}
