package io.twinroute.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Orders and payments that are made faster than {@link OrderData}'s: all alike but for their
 * numbers, which have ten digits.
 */
public final class LiveData {

  private static final int DIGITS = 10;
  private static final String SAMPLE = "0123456789";

  private final byte[] order;
  private final byte[] payment;
  private final int inOrder;
  private final int inPayment;

  /**
   * @param bytes how long a value is to be, about
   */
  public LiveData(int bytes) {
    Values values = new Values(bytes);
    this.order = values.order("o-" + SAMPLE, "c-1", 1);
    this.payment = values.payment("o-" + SAMPLE, 1);
    this.inOrder = new String(order, UTF_8).indexOf(SAMPLE);
    this.inPayment = new String(payment, UTF_8).indexOf(SAMPLE);
  }

  /** The key of a number's order and payment. */
  public byte[] key(long number) {
    byte[] key = ("o-" + SAMPLE).getBytes(UTF_8);
    write(number, key, 2);
    return key;
  }

  /** The value of a number's order. */
  public byte[] order(long number) {
    return of(order, inOrder, number);
  }

  /** The value of a number's payment. */
  public byte[] payment(long number) {
    return of(payment, inPayment, number);
  }

  private static byte[] of(byte[] template, int place, long number) {
    byte[] value = template.clone();
    write(number, value, place);
    return value;
  }

  private static void write(long number, byte[] text, int at) {
    long rest = number;
    for (int i = at + DIGITS - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
