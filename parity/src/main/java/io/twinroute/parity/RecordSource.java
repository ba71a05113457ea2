package io.twinroute.parity;

import java.util.function.Consumer;

/**
 * A fixed set of records that can be read more than once: a topic up to a pinned end, or what a
 * route is expected to write.
 */
public interface RecordSource {

  /**
   * Hands every record to {@code action}, those of a partition in offset order, on this thread.
   * Every call hands over the same records.
   *
   * @throws ParityException if they cannot be read
   */
  void forEach(Consumer<TopicRecord> action);
}
