package io.twinroute.semantics.format.json;

import io.twinroute.semantics.format.JsonPointer;
import java.util.Arrays;
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
    int from = new JsonField(pointer).find(json);
    return from < 0
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(json, from, JsonWalk.skipValue(json, from)));
  }
}
