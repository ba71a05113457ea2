package io.twinroute.bench.load;

import io.twinroute.bench.contestant.Inputs;
import io.twinroute.bench.data.LiveData;
import io.twinroute.bench.lab.Lab;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Writes a contestant's loads, one after the other, without repeating a key. */
final class LiveSource implements AutoCloseable {

  private static final int LINGER_MILLIS = 5;

  private final KafkaProducer<byte[], byte[]> lefts;
  private final KafkaProducer<byte[], byte[]> rights;
  private final Inputs inputs;
  private final LiveData data;
  private long next;
  private long results;

  LiveSource(Lab lab, Inputs inputs, LiveData data) {
    this.lefts = lab.producer("east", LINGER_MILLIS);
    this.rights = lab.producer("west", LINGER_MILLIS);
    this.inputs = inputs;
    this.data = data;
  }

  /**
   * The next load, which has to be run.
   *
   * @param perSecond source records of both sides
   */
  LiveLoad load(double perSecond, Duration length) {
    LiveLoad load = new LiveLoad(lefts, rights, inputs, data, next, perSecond, length);
    next += load.pairs();
    results += load.results();
    return load;
  }

  /** How many results all loads have in the end. */
  long results() {
    return results;
  }

  @Override
  public void close() {
    lefts.close();
    rights.close();
  }
}
