package io.twinroute.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An order every millisecond, and a payment for it up to two seconds later. */
public final class OrderData implements JoinData {

  private static final int LONGEST_DELAY = 2_000;

  private final long start;
  private final int records;
  private final int unmatchedPercent;
  private final Values values;

  /**
   * @param start the first order's time in epoch milliseconds
   * @param records on each side
   * @param bytes how long a value is to be, about
   * @param unmatchedPercent so many of the payments are for orders that there are not
   */
  public OrderData(long start, int records, int bytes, int unmatchedPercent) {
    this.start = start;
    this.records = records;
    this.unmatchedPercent = unmatchedPercent;
    this.values = new Values(bytes);
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
    String id = "o-" + number;
    String customer = "c-" + Values.random(number, 4).nextInt(100_000);
    return new TimedRecord(id.getBytes(UTF_8), start + number, values.order(id, customer, number));
  }

  @Override
  public TimedRecord right(int number) {
    String id = (isUnmatched(number) ? "none-" : "o-") + number;
    long time = start + number + Values.random(number, 2).nextInt(LONGEST_DELAY);
    return new TimedRecord(id.getBytes(UTF_8), time, values.payment(id, number));
  }

  private boolean isUnmatched(int number) {
    return number % 100 < unmatchedPercent;
  }

  /** Those of an outer join: each pair, and each record without a partner. */
  @Override
  public long results() {
    long unmatched = 0;
    for (int i = 0; i < records; i++) {
      unmatched += isUnmatched(i) ? 1 : 0;
    }
    return records + unmatched;
  }
}
