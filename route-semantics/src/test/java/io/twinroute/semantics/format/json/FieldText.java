package io.twinroute.semantics.format.json;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A field of a JSON text, as it is written there. */
public final class FieldText {

  private FieldText() {}

  /**
   * The field's own text; a string's with its quotes.
   *
   * @return empty if there is no such field
   */
  public static Optional<byte[]> of(byte[] json, JsonPointer pointer) {
    int[] places = new int[2];
    boolean valid = JsonFormat.JSON.scan(List.of(pointer)).scan(json, places);
    return !valid || places[0] == FieldScan.ABSENT
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(json, places[0], places[0] + places[1]));
  }
}
