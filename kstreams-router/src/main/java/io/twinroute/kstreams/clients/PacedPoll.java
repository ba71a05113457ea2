package io.twinroute.kstreams.clients;

import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Polls at a {@link PollPace}. Not thread-safe. */
final class PacedPoll {

  private static final int MANY = 250;
  private static final int MUCH = 256 << 10;

  private final PollPace pace;
  private final Function<Duration, ConsumerRecords<byte[], byte[]>> poll;

  /**
   * @param poll returns records that are available or arrive within the given time
   */
  PacedPoll(PollPace pace, Function<Duration, ConsumerRecords<byte[], byte[]>> poll) {
    this.pace = pace;
    this.poll = poll;
  }

  /**
   * Returns records that are available, or arrive in time.
   *
   * @param asked the longest time to wait
   */
  ConsumerRecords<byte[], byte[]> poll(Duration asked) {
    Duration pause = asked.isZero() ? Duration.ZERO : pace.pause();
    if (!pause.isZero()) {
      ConsumerRecords<byte[], byte[]> there = poll.apply(Duration.ZERO);
      // The position may pass records that are not returned, and the next poll does not report it
      // again.
      if (!there.isEmpty() || !there.nextOffsets().isEmpty()) {
        return regard(there);
      }
      sleep(pause);
    }
    return regard(poll.apply(pace.wait(asked)));
  }

  private ConsumerRecords<byte[], byte[]> regard(ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      pace.gaveNothing();
    } else {
      pace.gave(areMany(records));
    }
    return records;
  }

  private static boolean areMany(ConsumerRecords<byte[], byte[]> records) {
    if (records.count() >= MANY) {
      return true;
    }
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      bytes += record.serializedKeySize() + record.serializedValueSize();
    }
    return bytes >= MUCH;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the poll rethrows it
    }
  }
}
