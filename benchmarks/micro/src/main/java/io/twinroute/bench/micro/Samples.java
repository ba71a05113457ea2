package io.twinroute.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.bench.data.OrderData;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.SourceRecord;
import java.time.Duration;

/** Records as those of {@code ./twinroute bench}, each with a key and a time of its own. */
public final class Samples {

  /** As there: 10 s each way. */
  public static final JoinRule RULE =
      JoinRule.inner(new JoinWindow(Duration.ofSeconds(10), Duration.ofSeconds(10)));

  static final ResultFormat FORMAT =
      new ResultFormat(
          SourcePartitions.ofOne("east/orders"),
          SourcePartitions.ofOne("west/payments"),
          JsonFormat.JSON.pairs("order", "payment"),
          SizeLimit.DEFAULT);

  private static final long START = 1_767_225_600_000L;

  /** Making one takes longer than what is measured. */
  private final byte[] order;

  private final byte[] payment;

  /**
   * @param bytes about the size of a value
   */
  public Samples(int bytes) {
    OrderData data = new OrderData(START, 1, bytes, 0);
    this.order = data.left(0).value();
    this.payment = data.right(0).value();
  }

  SourceRecord order(int i) {
    return new SourceRecord(Sides.LEFT, 0, i, START + i, key(i), order, Headers.EMPTY);
  }

  /** The order or the payment of a key; each key has one of both, at the same time. */
  public AcceptedRecord joinable(int input, int i) {
    return new AcceptedRecord(
        input, 0, i, START + i, key(i), input == Sides.LEFT ? order : payment, Headers.EMPTY);
  }

  private static byte[] key(int i) {
    return ("o-" + i).getBytes(UTF_8);
  }
}
