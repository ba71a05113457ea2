package io.twinroute.semantics.record;

/**
 * What the accept stations tell the logic. From one source partition to one task of it, it arrives
 * in the order in which it was said, and every task hears of every frontier.
 */
public sealed interface LogicInput extends AcceptOutput permits AcceptedRecord, PartitionFrontier {}
