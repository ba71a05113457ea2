package io.twinroute.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source record that joins nothing, as the route's late or dead-letter topic must hold it exactly
 * once.
 *
 * @param partition of the source; the topic's partition is this modulo its number of partitions
 * @param timestamp epoch milliseconds; 0 if the source record has none
 * @param headers the source record's, then those that say where it is from and why it is here
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier; nothing compares it
public record ExpectedRejection(
    int partition,
    byte @Nullable [] key,
    byte @Nullable [] value,
    long timestamp,
    List<LogHeader> headers) {}
