package io.twinroute.bench.streams;

/** An order with its customer. */
public record OrderOfCustomer(Order order, Customer customer) {}
