package io.twinroute.semantics.record;

/**
 * A record that an input's condition refuses where records are the versions of rows: the row ends
 * with it.
 *
 * @param end a tombstone in the record's place
 */
public record RefusedRow(AcceptedRecord end) implements Judgement {}
