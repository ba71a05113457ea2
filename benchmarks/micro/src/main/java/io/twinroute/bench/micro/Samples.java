package io.twinroute.bench.micro;

import io.twinroute.bench.data.OrderData;
import io.twinroute.semantics.Headers;
import io.twinroute.semantics.JoinRule;
import io.twinroute.semantics.JoinWindow;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.ResultFormat;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import java.time.Duration;

/** Records as those of {@code ./twinroute bench}, each with a key and a time of its own. */
public final class Samples {

  /** As there: 10 s each way. */
  public static final JoinRule RULE =
      JoinRule.inner(new JoinWindow(Duration.ofSeconds(10), Duration.ofSeconds(10)));

  static final ResultFormat FORMAT =
      new ResultFormat("east/orders", "order", "west/payments", "payment");

  private static final long START = 1_767_225_600_000L;

  private final OrderData data;

  /** Making one takes longer than what is measured. */
  private final byte[] order;

  private final byte[] payment;

  /**
   * @param bytes about the size of a value
   */
  public Samples(int bytes) {
    this.data = new OrderData(START, bytes);
    this.order = data.order(0);
    this.payment = data.payment(0);
  }

  SourceRecord order(int i) {
    return new SourceRecord(Side.LEFT, 0, i, data.orderTime(i), data.key(i), order, Headers.EMPTY);
  }

  /** The order or the payment of a key; each key has one of both, at the same time. */
  public JoinableRecord joinable(Side side, int i) {
    return new JoinableRecord(
        side,
        0,
        i,
        data.orderTime(i),
        data.key(i),
        side == Side.LEFT ? order : payment,
        Headers.EMPTY);
  }
}
