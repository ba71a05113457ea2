package io.twinroute.semantics.record;

/** What a route writes. */
public sealed interface RouteOutput permits LogicOutput, RejectedRecord {}
