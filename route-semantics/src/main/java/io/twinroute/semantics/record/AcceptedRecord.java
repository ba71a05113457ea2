package io.twinroute.semantics.record;

import io.twinroute.semantics.accept.AcceptRule;
import org.jspecify.annotations.Nullable;

/**
 * A record that passed the {@link AcceptRule}: it has a timestamp that is not negative, and a key
 * if its logic meets records under one.
 *
 * @param partition as its input numbers it, see {@link SourcePartitions}
 * @param anyKey null only for a record without one that passes through; else the key: the record's
 *     own, or the canonical text of the field that holds it
 * @param value a valid one; null only for a tombstone of an input whose logic takes it, as a lookup
 *     does whose rows it ends
 */
@SuppressWarnings("ArrayRecordComponent") // identified by its coordinates, never compared by value
public record AcceptedRecord(
    int input,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] anyKey,
    byte @Nullable [] value,
    Headers headers)
    implements Judgement, LogicInput {

  /**
   * The key under which a logic meets the record.
   *
   * @throws IllegalStateException if it has none
   */
  public byte[] key() {
    byte[] key = anyKey;
    if (key == null) {
      throw new IllegalStateException("a record without a key: " + this);
    }
    return key;
  }

  /**
   * The order of records of one key and input: by time, then by partition (so by the topic's place
   * in the input, then by the partition in it), then by offset.
   *
   * @return negative, zero or positive, as a comparator's
   */
  public int compareInTime(AcceptedRecord other) {
    int byTime = Long.compare(timestamp, other.timestamp);
    if (byTime != 0) {
      return byTime;
    }
    int byPartition = Integer.compare(partition, other.partition);
    return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
  }

  /** The same record among those of another input, where a logic keeps some apart. */
  public AcceptedRecord in(int other) {
    return new AcceptedRecord(other, partition, offset, timestamp, anyKey, value, headers);
  }

  /** Where the record is from, without its contents. */
  @Override
  public String toString() {
    return input + "/" + partition + "@" + offset;
  }
}
