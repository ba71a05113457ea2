package io.twinroute.bench.flink;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** An order with its payment as a Flink POJO. */
@JsonPropertyOrder({"order", "payment"})
@SuppressWarnings("NullAway.Init") // Flink and Jackson fill it
public class PaidOrder {
  public Order order;
  public Payment payment;

  public PaidOrder() {}

  PaidOrder(Order order, Payment payment) {
    this.order = order;
    this.payment = payment;
  }
}
