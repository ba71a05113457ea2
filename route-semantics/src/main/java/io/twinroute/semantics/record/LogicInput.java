package io.twinroute.semantics.record;

/**
 * What the accept stations report to the logic. From one source partition to one task of the logic,
 * it arrives in the order of sending, and every task hears of every frontier.
 */
public sealed interface LogicInput extends AcceptOutput permits AcceptedRecord, PartitionFrontier {}
