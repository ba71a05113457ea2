package io.twinroute.semantics.record;

/** What an accept station puts out: for the joins, or for the topics of what joins nothing. */
public sealed interface AcceptOutput permits LogicInput, RejectedRecord {}
