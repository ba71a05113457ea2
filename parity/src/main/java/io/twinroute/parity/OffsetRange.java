package io.twinroute.parity;

/** The offsets of a partition from {@code start} to before {@code end}. */
record OffsetRange(long start, long end) {
  boolean isEmpty() {
    return start >= end;
  }
}
