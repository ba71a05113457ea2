package io.twinroute.bench.streams;

/** An order with its payment. */
public record PaidOrder(Order order, Payment payment) {}
