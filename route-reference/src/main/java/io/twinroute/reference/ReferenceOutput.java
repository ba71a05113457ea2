package io.twinroute.reference;

import java.util.List;

/** Everything that a route must write, each list in no particular order. */
public record ReferenceOutput(
    List<ExpectedResult> results,
    List<ExpectedRejection> late,
    List<ExpectedRejection> deadLetters) {}
