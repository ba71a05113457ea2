package io.twinroute.bench.streams;

/** An order. */
public record Order(
    String orderId, String customer, long amountCents, String currency, String note) {}
