package io.twinroute.bench.data;

/**
 * A record to write.
 *
 * @param time epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TimedRecord(byte[] key, long time, byte[] value) {}
