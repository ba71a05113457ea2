package io.twinroute.semantics.accept;

import io.twinroute.semantics.format.JsonPointer;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of an input's records is, if not in their timestamps.
 *
 * @param field the field of the value that holds it
 * @param unit what a number there counts since 1970
 * @param maxAhead how much later than the record's own timestamp it may be; null: without a bound
 */
public record EventTime(JsonPointer field, TimeUnit unit, @Nullable Duration maxAhead)
    implements Serializable {}
