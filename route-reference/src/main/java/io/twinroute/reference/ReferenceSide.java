package io.twinroute.reference;

import org.jspecify.annotations.Nullable;

/**
 * One input of a route.
 *
 * @param as member name of this side's value in a result
 * @param lateness milliseconds that a record may be behind its partition's largest timestamp
 * @param key JSON Pointer (RFC 6901) to the field that holds the join key; null: the record's key
 */
public record ReferenceSide(String as, long lateness, @Nullable String key) {}
