package io.twinroute.bench.streams;

/** A customer. */
public record Customer(String customer, String tier, String address) {}
