package io.twinroute.parity;

import org.jspecify.annotations.Nullable;

/**
 * The result of comparing two sets of records.
 *
 * @param left how many records the left side holds
 * @param right how many records the right side holds
 * @param differing how many records are not the same on both sides; one that both sides hold in
 *     different forms counts once
 * @param first the difference with the smallest partition and then offset, by the left side's where
 *     there is one; null if nothing differs
 */
public record Comparison(long left, long right, long differing, @Nullable Difference first) {

  /** Whether both sides hold the same records equally often. */
  public boolean identical() {
    return differing == 0;
  }

  /**
   * Compares two sides as multisets: the order of records does not matter, everything else but the
   * offset does. Reads each side once, and again only if they differ. Takes some 100 bytes of heap
   * a record at most, whatever the records' size.
   *
   * @throws ParityException if a side cannot be read
   */
  public static Comparison of(RecordSource left, RecordSource right) {
    RecordDigests digests = new RecordDigests();
    DigestCounts contents = new DigestCounts();
    long[] totals = new long[2];
    left.forEach(
        r -> {
          contents.addLeft(digests.ofContent(r));
          totals[0]++;
        });
    right.forEach(
        r -> {
          contents.addRight(digests.ofContent(r));
          totals[1]++;
        });
    boolean[] differs = new boolean[1];
    contents.forEach((l, r) -> differs[0] |= l != r);
    if (!differs[0]) {
      return new Comparison(totals[0], totals[1], 0, null);
    }
    DifferenceSearch search = new DifferenceSearch(contents, left, right);
    return new Comparison(totals[0], totals[1], search.differing(), search.first());
  }
}
