package io.twinroute.kstreams.state;

import org.apache.kafka.common.utils.Bytes;

/**
 * The state of a route, in as few stores as its processors allow: each store has a changelog, a
 * topic on the target, and a RocksDB for every task. The first byte of a key names the section of
 * an entry, and its input; what follows is the section's own.
 *
 * <p>The sections are stored in this order. Streams reads two entries beyond the end of a range,
 * and RocksDB has to step over the tombstone of each removed entry. So each section that is read by
 * ranges while records come, {@link #WAITING} and {@link #RECORDS}, is followed by two fixed
 * entries, or by the end.
 */
public enum StoreSection {
  /** The progress in the repartition topic, where there is one. */
  REPARTITION_POSITION(0x00),

  /** In which time buckets a key has records. */
  KEY_BUCKETS(0x10),

  /** The progress of each source partition. */
  PROGRESS(0x20),

  /** Records beyond the end of a run that had one. */
  HELD(0x30),

  /** The changes of the recent records, which are on the heap. */
  RECENT(0x40),

  /** Which of the records wait for their result to be fixed. */
  WAITING(0x50),

  /** Records that may still meet a partner, and are not recent. */
  RECORDS(0x60);

  private static final int WIDTH = 0x10;

  private final int first;

  StoreSection(int first) {
    this.first = first;
  }

  /** The first byte of an entry's key. */
  public byte of(int input) {
    return (byte) (first + input);
  }

  /** The input of an entry with this first byte. */
  int inputOf(byte head) {
    return head - first;
  }

  /** Not after any entry of the section. */
  public Bytes begin() {
    return Bytes.wrap(new byte[] {(byte) first});
  }

  /** After every entry of the section; itself, it is the key of none. */
  Bytes end() {
    return Bytes.wrap(new byte[] {(byte) (first + WIDTH)});
  }

  /** Whether a store's entry is of this section. */
  public boolean contains(Bytes key) {
    int head = key.get()[0];
    return head >= first && head < first + WIDTH;
  }
}
