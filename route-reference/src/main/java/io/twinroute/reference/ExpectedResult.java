package io.twinroute.reference;

import java.util.List;

/** A record that the route must write exactly once. Its partition follows from its key. */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier; nothing compares it
public record ExpectedResult(byte[] key, byte[] value, long timestamp, List<LogHeader> headers) {}
