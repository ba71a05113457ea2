package io.twinroute.reference;

/** What the reference needs to know of a route. */
public record ReferenceRoute(ReferenceSide left, ReferenceSide right, ReferenceRule join) {}
