package io.twinroute.bench.flink;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A payment as a Flink POJO. */
@JsonPropertyOrder({"paymentId", "orderId", "method", "amountCents", "reference"})
@SuppressWarnings("NullAway.Init") // Jackson fills it
public class Payment {
  public String paymentId;
  public String orderId;
  public String method;
  public long amountCents;
  public String reference;
}
