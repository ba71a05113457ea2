package io.twinroute.semantics.format;

/**
 * Looks through a value once: whether it is valid, and where a fixed list of fields is. Of a field
 * that is there twice, the last one counts. May be called from any thread.
 */
public interface FieldScan {

  /** The offset and the length of a field that is absent. */
  int ABSENT = -1;

  /** How many fields it looks for. */
  int fields();

  /**
   * Whether {@code value} is {@linkplain ValueFormat#isValid valid}.
   *
   * @param places receives for field <i>i</i> the offset at index 2<i>i</i>, and the length at
   *     2<i>i</i> + 1; {@link #ABSENT} for both if there is no such field. Undefined if the value
   *     is not valid. At least twice as long as the list of fields.
   */
  boolean scan(byte[] value, int[] places);
}
