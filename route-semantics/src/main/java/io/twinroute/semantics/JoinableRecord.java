package io.twinroute.semantics;

/**
 * A record that passed the {@link AcceptRule}: it has a key, a JSON value and a timestamp that is
 * not negative.
 */
@SuppressWarnings("ArrayRecordComponent") // identified by its coordinates, never compared by value
public record JoinableRecord(
    Side side,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    Headers headers) {

  /**
   * The record as the join sees it.
   *
   * @throws IllegalArgumentException if it has no key or no value; {@link AcceptRule} lets no such
   *     record through
   */
  public static JoinableRecord of(SourceRecord r) {
    byte[] key = r.key();
    byte[] value = r.value();
    if (key == null || value == null) {
      throw new IllegalArgumentException("not joinable: " + r);
    }
    return new JoinableRecord(
        r.side(), r.partition(), r.offset(), r.timestamp(), key, value, r.headers());
  }

  /** Where the record is from, without its contents. */
  @Override
  public String toString() {
    return side + "/" + partition + "@" + offset;
  }
}
