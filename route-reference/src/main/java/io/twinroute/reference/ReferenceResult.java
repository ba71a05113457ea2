package io.twinroute.reference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of its records a route's results hold.
 *
 * @param select member by member: a JSON Pointer into the whole result, a constant in JSON, or a
 *     map of the same kind; null: the whole result
 * @param key a JSON Pointer into the whole result, to the field that is the result's key; null: the
 *     join key
 * @param headers {@code none}, {@code left}, {@code right} or {@code both}
 * @param compacted whether the topic is, so that each result needs a key
 * @param tombstoneOn a CEL condition: results for which it holds have no value; null: all have one
 */
public record ReferenceResult(
    @Nullable Map<?, ?> select,
    @Nullable String key,
    String headers,
    boolean compacted,
    @Nullable String tombstoneOn) {

  /** All of both records. */
  public static final ReferenceResult WHOLE = new ReferenceResult(null, null, "both", false, null);
}
