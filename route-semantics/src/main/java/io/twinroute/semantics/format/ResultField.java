package io.twinroute.semantics.format;

import java.io.Serializable;

/**
 * A field of one of the values that make a result.
 *
 * @param input whose value
 * @param pointer where in there; the value itself if it has no tokens
 */
public record ResultField(int input, JsonPointer pointer) implements Serializable {}
