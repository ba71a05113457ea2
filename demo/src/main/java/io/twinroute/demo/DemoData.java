package io.twinroute.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Orders and payments of a shop, with everything that makes joining hard: payments out of order,
 * orders paid twice or never, payments outside the window, late records, broken JSON, records
 * without a key. Timestamps too are fixed, so the same seed and size give the same bytes on any
 * day.
 */
final class DemoData {
  /** When the shop opens. In the past, because brokers refuse timestamps in the future. */
  static final Instant OPENING = Instant.parse("2026-01-05T08:00:00Z");

  private static final long ORDER_INTERVAL_MILLIS = 50;
  private static final long LONGEST_PAYMENT_MILLIS = Duration.ofMinutes(9).toMillis();
  private static final long OUTSIDE_WINDOW_MILLIS = Duration.ofMinutes(11).toMillis();
  // Well within and well beyond the route's lateness of 30 s.
  private static final int USUAL_DELAY_MILLIS = 8_000;
  private static final int LATE_DELAY_MILLIS = 120_000;
  private static final int INDEX_BITS = 31;

  private static final List<String> CUSTOMERS =
      List.of("Zoë Müller", "José García", "李小龍", "Anna Smith", "Łukasz Żak", "Ада Ильина");
  private static final List<String> ITEMS =
      List.of("Kaffeemühle", "bicycle bell", "crème brûlée dish", "teapot ☕", "lamp", "desk");

  private final long seed;
  private final int size;

  /** {@code size} orders and as many payments. */
  DemoData(long seed, int size) {
    this.seed = seed;
    this.size = size;
  }

  /** The orders in the order of their arrival, which is not that of their timestamps. */
  Stream<DemoRecord> orders() {
    return inOrderOfArrival(this::order, i -> arrival(random('o', i), i, orderTime(i)));
  }

  /** The payments in the order of their arrival. */
  Stream<DemoRecord> payments() {
    return inOrderOfArrival(this::payment, i -> arrival(random('p', i), i, paymentTime(i)));
  }

  private Stream<DemoRecord> inOrderOfArrival(
      IntFunction<DemoRecord> record, IntToLongFunction arrival) {
    long[] byArrival =
        IntStream.range(0, size)
            .mapToLong(i -> (arrival.applyAsLong(i) - OPENING.toEpochMilli()) << INDEX_BITS | i)
            .toArray();
    Arrays.sort(byArrival);
    return LongStream.of(byArrival)
        .mapToObj(packed -> record.apply((int) (packed & ((1L << INDEX_BITS) - 1))));
  }

  private static long arrival(SplittableRandom random, int index, long timestamp) {
    boolean late = index % 211 == 100;
    return timestamp + (late ? LATE_DELAY_MILLIS : random.nextInt(USUAL_DELAY_MILLIS));
  }

  private DemoRecord order(int i) {
    SplittableRandom random = random('O', i);
    String value =
        String.format(
            Locale.ROOT,
            "{\"orderId\":\"%s\",\"customer\":\"%s\",\"item\":\"%s\",\"quantity\":%d,"
                + "\"total\":%d.%02d,\"currency\":\"EUR\",\"placedAt\":\"%s\"}",
            orderId(i),
            pick(CUSTOMERS, random),
            pick(ITEMS, random),
            1 + random.nextInt(5),
            random.nextInt(500),
            random.nextInt(100),
            Instant.ofEpochMilli(orderTime(i)));
    return record(i, orderId(i), value, orderTime(i), headers(random, "channel", "web", "app"));
  }

  private DemoRecord payment(int i) {
    SplittableRandom random = random('P', i);
    String orderId = orderId(paidOrder(i));
    String value =
        String.format(
            Locale.ROOT,
            "{\"paymentId\":\"p-%07d\",\"orderId\":\"%s\",\"amount\":%d.%02d,"
                + "\"payer\":\"%s\",\"iban\":\"DE%020d\",\"paidAt\":\"%s\"}",
            i,
            orderId,
            random.nextInt(500),
            random.nextInt(100),
            pick(CUSTOMERS, random),
            random.nextLong(1_000_000_000_000L),
            Instant.ofEpochMilli(paymentTime(i)));
    return record(i, orderId, value, paymentTime(i), headers(random, "method", "card", "sepa"));
  }

  /** A few records get no key, and a few others a value that ends in the middle. */
  private static DemoRecord record(
      int i, String key, String value, long timestamp, List<Header> headers) {
    return switch (i % 997) {
      case 300 -> new DemoRecord(null, value, timestamp, headers);
      case 600 -> new DemoRecord(key, value.substring(0, value.length() / 2), timestamp, headers);
      default -> new DemoRecord(key, value, timestamp, headers);
    };
  }

  private static String orderId(int order) {
    return String.format(Locale.ROOT, "o-%07d", order);
  }

  private static long orderTime(int order) {
    return OPENING.toEpochMilli() + order * ORDER_INTERVAL_MILLIS;
  }

  /**
   * Most payments are for the order of the same number; some are for an earlier one, which is then
   * paid twice.
   */
  private int paidOrder(int payment) {
    SplittableRandom random = random('x', payment);
    boolean again = random.nextInt(100) < 12;
    return again ? Math.max(0, payment - 1 - random.nextInt(200)) : payment;
  }

  private long paymentTime(int payment) {
    SplittableRandom random = random('t', payment);
    boolean outside = random.nextInt(100) < 4;
    return orderTime(paidOrder(payment))
        + (outside ? OUTSIDE_WINDOW_MILLIS : random.nextLong(LONGEST_PAYMENT_MILLIS));
  }

  private static List<Header> headers(
      SplittableRandom random, String name, String one, String other) {
    List<Header> headers = new ArrayList<>();
    headers.add(header(name, random.nextBoolean() ? one : other));
    if (random.nextInt(3) == 0) {
      headers.add(header("trace-id", Long.toHexString(random.nextLong())));
    }
    return headers;
  }

  private static Header header(String key, String value) {
    return new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String pick(List<String> values, SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }

  /** A separate generator for each purpose and record, so that any record can be made alone. */
  private SplittableRandom random(char purpose, int index) {
    return new SplittableRandom(seed * 31 + purpose + ((long) index << 16)).split();
  }
}
