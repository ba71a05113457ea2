package io.twinroute.reference;

import java.util.List;

/**
 * Everything that a route must write, each list in no particular order.
 *
 * @param deadLetters source records that join nothing
 * @param tooLarge what the dead-letter topic holds in place of results that cannot be written: they
 *     are too large, have no key, or the condition fails for them
 */
public record ReferenceOutput(
    List<ExpectedResult> results,
    List<ExpectedRejection> late,
    List<ExpectedRejection> deadLetters,
    List<ExpectedResult> tooLarge) {}
