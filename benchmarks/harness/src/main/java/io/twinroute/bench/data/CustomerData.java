package io.twinroute.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Customers, each once, and then an order every millisecond of any of them. */
public final class CustomerData implements JoinData {

  private static final long PAUSE = 1_000;

  private final long start;
  private final int orders;
  private final int customers;
  private final Values values;

  /**
   * @param start the first customer's time in epoch milliseconds
   * @param bytes how long a value is to be, about
   */
  public CustomerData(long start, int orders, int customers, int bytes) {
    this.start = start;
    this.orders = orders;
    this.customers = customers;
    this.values = new Values(bytes);
  }

  @Override
  public int lefts() {
    return orders;
  }

  @Override
  public int rights() {
    return customers;
  }

  @Override
  public TimedRecord left(int number) {
    String customer = customer(Values.random(number, 4).nextInt(customers));
    return new TimedRecord(
        customer.getBytes(UTF_8),
        start + customers + PAUSE + number,
        values.order("o-" + number, customer, number));
  }

  @Override
  public TimedRecord right(int number) {
    String customer = customer(number);
    return new TimedRecord(
        customer.getBytes(UTF_8), start + number, values.customer(customer, number));
  }

  private static String customer(int number) {
    return "c-" + number;
  }

  /** Each order matches its customer. */
  @Override
  public long results() {
    return orders;
  }
}
