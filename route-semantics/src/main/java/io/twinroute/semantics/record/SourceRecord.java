package io.twinroute.semantics.record;

import org.jspecify.annotations.Nullable;

/**
 * A committed record of a source partition with its coordinates: the envelope that travels through
 * both engines. The byte arrays are the record's own and are never changed.
 *
 * @param input the input it belongs to; cluster and topic follow from it
 * @param partition the source partition
 * @param offset the offset on the source cluster
 * @param timestamp epoch milliseconds; negative if the record has none
 * @param key the key; null if the record has none
 * @param value the record's value; null for a tombstone
 * @param headers the record's headers as the source holds them
 */
@SuppressWarnings("ArrayRecordComponent") // identified by its coordinates, never compared by value
public record SourceRecord(
    int input,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers) {

  /** Where the record is from, without its contents. */
  @Override
  public String toString() {
    return input + "/" + partition + "@" + offset;
  }
}
