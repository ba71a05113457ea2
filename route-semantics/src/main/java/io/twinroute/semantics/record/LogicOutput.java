package io.twinroute.semantics.record;

/** What a logic gives for accepted records: a result, or word of one that is too large. */
public sealed interface LogicOutput extends RouteOutput permits RouteResult, TooLargeResult {}
