package io.twinroute.bench.flink;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** An order as a Flink POJO. */
@JsonPropertyOrder({"orderId", "customer", "amountCents", "currency", "note"})
@SuppressWarnings("NullAway.Init") // Jackson fills it
public class Order {
  public String orderId;
  public String customer;
  public long amountCents;
  public String currency;
  public String note;
}
