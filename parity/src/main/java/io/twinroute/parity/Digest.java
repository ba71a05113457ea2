package io.twinroute.parity;

/** 128 bits that stand for a record, or for what identifies it. */
public record Digest(long high, long low) {}
