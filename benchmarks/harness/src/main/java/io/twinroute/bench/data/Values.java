package io.twinroute.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;

/** Values as the peers' classes have them: see {@code Order}, {@code Payment}, {@code Customer}. */
final class Values {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  /** Of each value, about. */
  private final int bytes;

  Values(int bytes) {
    this.bytes = bytes;
  }

  byte[] order(String orderId, String customer, int number) {
    SplittableRandom random = random(number, 0);
    return padded(
        "{\"orderId\":\"%s\",\"customer\":\"%s\",\"amountCents\":%d,\"currency\":\"EUR\",\"note\":\""
            .formatted(orderId, customer, amount(number)),
        random);
  }

  byte[] payment(String orderId, int number) {
    return padded(
        "{\"paymentId\":\"p-%d\",\"orderId\":\"%s\",\"method\":\"card\",\"amountCents\":%d,\"reference\":\""
            .formatted(number, orderId, amount(number)),
        random(number, 1));
  }

  byte[] customer(String customer, int number) {
    return padded(
        "{\"customer\":\"%s\",\"tier\":\"gold\",\"address\":\"".formatted(customer),
        random(number, 2));
  }

  /** Of numbers in a row, {@code java.util.Random} would draw nearly the same. */
  static SplittableRandom random(int number, int purpose) {
    return new SplittableRandom(number * 31L + purpose);
  }

  private static int amount(int number) {
    return 100 + random(number, 3).nextInt(1_000_000);
  }

  private byte[] padded(String text, SplittableRandom random) {
    StringBuilder padded = new StringBuilder(text);
    while (padded.length() < bytes - 2) {
      padded.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return padded.append("\"}").toString().getBytes(UTF_8);
  }
}
