package io.twinroute.bench.streams;

/** A payment. */
public record Payment(
    String paymentId, String orderId, String method, long amountCents, String reference) {}
