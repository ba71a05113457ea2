package io.twinroute.bench.load;

import io.twinroute.bench.contestant.Inputs;
import io.twinroute.bench.data.LiveData;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes orders, and for each a payment some time later, on a fixed schedule. A record's timestamp
 * is its due time, so a delayed write counts as latency.
 */
final class LiveLoad implements Runnable {

  /** The time from an order to its payment. */
  private static final Duration DELAY = Duration.ofMillis(100);

  private final KafkaProducer<byte[], byte[]> lefts;
  private final KafkaProducer<byte[], byte[]> rights;
  private final Inputs inputs;
  private final LiveData data;
  private final long first;
  private final double perSecond;
  private final Duration length;
  private volatile long worstLagNanos;

  /**
   * @param first number of a pair; others begin elsewhere, so that keys do not meet
   * @param perSecond source records of both sides
   */
  LiveLoad(
      KafkaProducer<byte[], byte[]> lefts,
      KafkaProducer<byte[], byte[]> rights,
      Inputs inputs,
      LiveData data,
      long first,
      double perSecond,
      Duration length) {
    this.lefts = lefts;
    this.rights = rights;
    this.inputs = inputs;
    this.data = data;
    this.first = first;
    this.perSecond = perSecond;
    this.length = length;
  }

  @Override
  public void run() {
    long begin = System.nanoTime();
    long wall = System.currentTimeMillis();
    long pairs = pairs();
    long behind = behind();
    long worst = 0;
    for (long n = 0; n < pairs; n++) {
      long due = (long) (n * period());
      long early = begin + due - System.nanoTime();
      worst = Math.max(worst, -early);
      if (early > 0) {
        // Clients write in batches anyway; to wake up for each record would take a core.
        LockSupport.parkNanos(Math.max(early, 1_000_000));
      }
      long time = wall + due / 1_000_000;
      lefts.send(record(inputs.left(), time, data.key(first + n), data.order(first + n)));
      if (n >= behind) {
        long paid = first + n - behind;
        rights.send(record(inputs.right(), time, data.key(paid), data.payment(paid)));
      }
    }
    worstLagNanos = worst;
    lefts.flush();
    rights.flush();
  }

  /** The number of orders between an order and its payment. */
  private long behind() {
    return Math.round(perSecond / 2 * DELAY.toNanos() / 1e9);
  }

  /** Nanoseconds between two pairs. */
  private double period() {
    return 2e9 / perSecond;
  }

  /** How many pairs it begins. */
  long pairs() {
    return (long) (length.toNanos() / period());
  }

  /** How many pairs are complete in the end. */
  long results() {
    return Math.max(0, pairs() - behind());
  }

  /** The largest delay, its own or of a blocked client. */
  Duration worstLag() {
    return Duration.ofNanos(worstLagNanos);
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, long time, byte[] key, byte[] value) {
    return new ProducerRecord<>(topic, null, time, key, value);
  }
}
