package io.twinroute.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * An order and a payment every millisecond, their keys drawn by Zipf's law with the exponent 0.99,
 * which YCSB has as its default: with 100,000 keys, one of them has every thirteenth record.
 */
public final class SkewedData implements JoinData {

  private static final int KEYS = 100_000;
  private static final double EXPONENT = 0.99;

  private final long start;
  private final int records;
  private final long window;
  private final Values values;
  private final double[] cumulated = new double[KEYS];

  /**
   * @param start the first record's time in epoch milliseconds
   * @param records on each side
   * @param bytes how long a value is to be, about
   * @param window of the join, each way, in milliseconds
   */
  public SkewedData(long start, int records, int bytes, long window) {
    this.start = start;
    this.records = records;
    this.window = window;
    this.values = new Values(bytes);
    double sum = 0;
    for (int i = 0; i < KEYS; i++) {
      sum += 1 / Math.pow(i + 1, EXPONENT);
      cumulated[i] = sum;
    }
  }

  @Override
  public int lefts() {
    return records;
  }

  @Override
  public int rights() {
    return records;
  }

  @Override
  public TimedRecord left(int number) {
    String id = key(number, 5);
    return new TimedRecord(
        id.getBytes(UTF_8), start + number, values.order(id, "c-" + number, number));
  }

  @Override
  public TimedRecord right(int number) {
    String id = key(number, 6);
    return new TimedRecord(id.getBytes(UTF_8), start + number, values.payment(id, number));
  }

  private String key(int number, int purpose) {
    double drawn = Values.random(number, purpose).nextDouble() * cumulated[KEYS - 1];
    int index = Arrays.binarySearch(cumulated, drawn);
    return "o-" + (index < 0 ? -index - 1 : index);
  }

  /** All pairs of a key that are at most a window apart; worked out by going through them all. */
  @Override
  public long results() {
    Map<String, Deque<Integer>> orders = new HashMap<>();
    Map<String, Deque<Integer>> payments = new HashMap<>();
    long results = 0;
    for (int i = 0; i < records; i++) {
      results += meet(key(i, 5), i, orders, payments);
      results += meet(key(i, 6), i, payments, orders);
    }
    return results;
  }

  private int meet(
      String key, int time, Map<String, Deque<Integer>> own, Map<String, Deque<Integer>> other) {
    own.computeIfAbsent(key, k -> new ArrayDeque<>()).add(time);
    Deque<Integer> partners = other.getOrDefault(key, new ArrayDeque<>());
    while (!partners.isEmpty() && partners.peek() < time - window) {
      partners.remove();
    }
    return partners.size();
  }
}
