package io.twinroute.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A committed record of a source partition.
 *
 * @param timestamp epoch milliseconds, negative if the record has none
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier; nothing compares it
public record LogRecord(
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<LogHeader> headers) {}
