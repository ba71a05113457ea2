package io.twinroute.semantics;

/** What a route writes. */
public sealed interface RouteOutput permits JoinResult, RejectedRecord {}
