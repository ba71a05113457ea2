package io.twinroute.parity;

/** A 128-bit digest of a record, or of what identifies it. */
public record Digest(long high, long low) {}
