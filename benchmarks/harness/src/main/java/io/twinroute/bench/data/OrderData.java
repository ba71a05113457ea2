package io.twinroute.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/**
 * The records of the workload, each a function of its number: an order every millisecond, and a
 * payment for it up to two seconds later. As JSON without white space, the members in the order in
 * which a mapper writes them, so that every contestant's results have the same bytes.
 */
public final class OrderData {

  private static final int LONGEST_DELAY = 2_000;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final long start;
  private final int bytes;

  /**
   * @param start the first order's time in epoch milliseconds
   * @param bytes how long a value is to be, about
   */
  public OrderData(long start, int bytes) {
    this.start = start;
    this.bytes = bytes;
  }

  public byte[] key(long number) {
    return orderId(number).getBytes(UTF_8);
  }

  private static String orderId(long number) {
    return "o-" + number;
  }

  public long orderTime(long number) {
    return start + number;
  }

  public long paymentTime(long number) {
    return orderTime(number) + random(number, 2).nextInt(LONGEST_DELAY);
  }

  public byte[] order(long number) {
    Random random = random(number, 0);
    return padded(
        "{\"orderId\":\"%s\",\"customer\":\"c-%d\",\"amountCents\":%d,\"currency\":\"EUR\",\"note\":\""
            .formatted(orderId(number), random.nextInt(100_000), amount(number)),
        random);
  }

  public byte[] payment(long number) {
    Random random = random(number, 1);
    return padded(
        "{\"paymentId\":\"p-%d\",\"orderId\":\"%s\",\"method\":\"card\",\"amountCents\":%d,\"reference\":\""
            .formatted(number, orderId(number), amount(number)),
        random);
  }

  private static int amount(long number) {
    return 100 + random(number, 3).nextInt(1_000_000);
  }

  private byte[] padded(String text, Random random) {
    StringBuilder padded = new StringBuilder(text);
    while (padded.length() < bytes - 2) {
      padded.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return padded.append("\"}").toString().getBytes(UTF_8);
  }

  private static Random random(long number, int purpose) {
    return new Random(number * 31 + purpose);
  }
}
