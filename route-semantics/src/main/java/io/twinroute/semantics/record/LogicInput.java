package io.twinroute.semantics.record;

/**
 * What the accept stations tell the joins. From one source partition to one join it arrives in the
 * order in which it was said, and every join hears of every frontier.
 */
public sealed interface LogicInput extends AcceptOutput permits AcceptedRecord, PartitionFrontier {}
