package io.twinroute.reference;

import org.jspecify.annotations.Nullable;

/** How a route joins. */
public sealed interface ReferenceRule {

  /** Each record of the first input is a result. */
  record PassThrough() implements ReferenceRule {}

  /** Which records without a partner a window join writes. */
  enum Unmatched {
    NONE,
    LEFT,
    BOTH
  }

  /**
   * All pairs within a window, both bounds inclusive.
   *
   * @param before milliseconds that the right record may be earlier than the left one
   * @param after milliseconds that the right record may be later than the left one
   */
  record Window(Unmatched unmatched, long before, long after) implements ReferenceRule {}

  /**
   * Each left record with the version of the row that is valid at its time.
   *
   * @param unmatched whether left records that meet no row are written alone
   * @param firstVersionWithin milliseconds that a row may begin after a left record that has no
   *     version of it, and still be met; null: rows that begin later are not met
   */
  record Lookup(boolean unmatched, @Nullable Long firstVersionWithin) implements ReferenceRule {

    /** A lookup that meets no later version. */
    public Lookup(boolean unmatched) {
      this(unmatched, null);
    }
  }
}
