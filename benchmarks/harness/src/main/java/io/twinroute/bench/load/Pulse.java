package io.twinroute.bench.load;

import io.twinroute.bench.lab.Lab;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Advances time in both sources while a contestant runs, as it does where records keep coming.
 * Kafka Streams' outer join looks at what has no partner at most once a second, and only when a
 * record comes.
 */
public final class Pulse implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final KafkaProducer<byte[], byte[]> lefts;
  private final KafkaProducer<byte[], byte[]> rights;
  private long beats;

  private Pulse(Lab lab) {
    this.lefts = lab.producer("east", 0);
    this.rights = lab.producer("west", 0);
  }

  /** Begins; the first beat comes after two seconds. */
  public static Pulse of(Lab lab) {
    Pulse pulse = new Pulse(lab);
    pulse.timer.scheduleWithFixedDelay(
        () -> lab.end(pulse.lefts, pulse.rights, ++pulse.beats),
        INTERVAL.toMillis(),
        INTERVAL.toMillis(),
        TimeUnit.MILLISECONDS);
    return pulse;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    lefts.close();
    rights.close();
  }
}
