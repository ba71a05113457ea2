package io.twinroute.parity;

/**
 * How often each digest occurs on the left and on the right: a hash table with open addressing over
 * primitive arrays, 24 bytes a slot and at most two thirds full, so that millions of records fit
 * into a small heap.
 */
final class DigestCounts {
  private static final int INITIAL_CAPACITY = 1 << 10;

  private long[] high = new long[INITIAL_CAPACITY];
  private long[] low = new long[INITIAL_CAPACITY];
  private int[] left = new int[INITIAL_CAPACITY];
  private int[] right = new int[INITIAL_CAPACITY];
  private int size;

  /** Receives how often one digest occurs on each side. */
  interface CountsVisitor {
    void visit(int left, int right);
  }

  void addLeft(Digest digest) {
    int slot = slotFor(digest); // may replace the arrays, so it comes first
    left[slot]++;
  }

  void addRight(Digest digest) {
    int slot = slotFor(digest);
    right[slot]++;
  }

  int left(Digest digest) {
    return left[find(digest.high(), digest.low())];
  }

  int right(Digest digest) {
    return right[find(digest.high(), digest.low())];
  }

  void forEach(CountsVisitor visitor) {
    for (int slot = 0; slot < left.length; slot++) {
      if (isUsed(slot)) {
        visitor.visit(left[slot], right[slot]);
      }
    }
  }

  /** The digest's slot, to be counted up by the caller. */
  private int slotFor(Digest digest) {
    if (size >= left.length / 3 * 2) {
      grow();
    }
    int slot = find(digest.high(), digest.low());
    if (!isUsed(slot)) {
      high[slot] = digest.high();
      low[slot] = digest.low();
      size++;
    }
    return slot;
  }

  /** The digest's slot, or the empty one where it would go. */
  private int find(long wantedHigh, long wantedLow) {
    int mask = left.length - 1;
    int slot = (int) wantedLow & mask;
    while (isUsed(slot) && (low[slot] != wantedLow || high[slot] != wantedHigh)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isUsed(int slot) {
    return (left[slot] | right[slot]) != 0;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    int[] oldLeft = left;
    int[] oldRight = right;
    int capacity = Math.multiplyExact(oldLeft.length, 2);
    high = new long[capacity];
    low = new long[capacity];
    left = new int[capacity];
    right = new int[capacity];
    for (int i = 0; i < oldLeft.length; i++) {
      if ((oldLeft[i] | oldRight[i]) != 0) {
        int slot = find(oldHigh[i], oldLow[i]);
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        left[slot] = oldLeft[i];
        right[slot] = oldRight[i];
      }
    }
  }
}
