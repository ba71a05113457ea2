package io.twinroute.semantics.record;

/** What a logic gives for accepted records: a result, or word of one that cannot be written. */
public sealed interface LogicOutput extends RouteOutput permits RouteResult, UnwrittenResult {}
