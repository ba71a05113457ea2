package io.twinroute.reference;

import org.jspecify.annotations.Nullable;

/** A record header as a source log holds it. */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier; nothing compares it
public record LogHeader(String key, byte @Nullable [] value) {}
