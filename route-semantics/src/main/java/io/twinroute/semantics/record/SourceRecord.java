package io.twinroute.semantics.record;

import org.jspecify.annotations.Nullable;

/**
 * A committed record of a source partition with its coordinates: the envelope that travels through
 * both engines. The byte arrays are the record's own and are never changed.
 *
 * @param input the input it belongs to
 * @param partition the source partition as the input numbers it; cluster and topic follow from it,
 *     see {@link SourcePartitions}
 * @param offset the offset on the source cluster
 * @param timestamp epoch milliseconds; negative if the record has none
 * @param key the key; null if the record has none
 * @param value the record's value; null for a tombstone
 * @param headers the record's headers as the source holds them
 * @param strippedOf {@link #WHOLE}; or the size that the record had in its source, where it was too
 *     large for the route and its value was left out, see {@link SizeLimit#fit}
 */
@SuppressWarnings("ArrayRecordComponent") // identified by its coordinates, never compared by value
public record SourceRecord(
    int input,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers,
    long strippedOf) {

  /** Nothing was left out. */
  public static final long WHOLE = -1;

  /** A record of which nothing was left out. */
  public SourceRecord(
      int input,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    this(input, partition, offset, timestamp, key, value, headers, WHOLE);
  }

  /** Whether the value was left out, and perhaps more, because the record is too large. */
  public boolean isStripped() {
    return strippedOf != WHOLE;
  }

  /** Where the record is from, without its contents. */
  @Override
  public String toString() {
    return input + "/" + partition + "@" + offset;
  }
}
