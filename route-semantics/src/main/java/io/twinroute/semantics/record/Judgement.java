package io.twinroute.semantics.record;

import io.twinroute.semantics.accept.AcceptRule;

/**
 * The {@link AcceptRule}'s verdict on a record: the record as the logic sees it, or why it joins
 * nothing.
 */
public sealed interface Judgement permits AcceptedRecord, RefusedRow, Rejection {}
