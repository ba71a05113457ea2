package io.twinroute.scenario.accept;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** One thing that happens to a source partition. */
public sealed interface AcceptStep {

  /**
   * The source's next record, or a repeated one. In a run with an end, a record after the end shows
   * that everything up to there has been judged.
   *
   * @param timestamp epoch milliseconds; -1 if the record has none
   */
  record Read(long offset, long timestamp, @Nullable String key, @Nullable String value)
      implements AcceptStep {

    /** One with a key and a value that any route takes. */
    public static Read at(long offset, long timestamp) {
      return new Read(offset, timestamp, "k", "{}");
    }

    /** One of this size, which is not JSON. */
    static Read ofSize(int bytes, long offset, long timestamp) {
      return new Read(offset, timestamp, "k", "x".repeat(bytes - 1));
    }

    /** The bytes of its key and its value. */
    int size() {
      return length(key) + length(value);
    }

    private static int length(@Nullable String text) {
      return text == null ? 0 : text.getBytes(UTF_8).length;
    }
  }

  /** The station's clock advances by one interval. */
  record Tick() implements AcceptStep {}

  /**
   * From now on this is the newest evidence that the partition is silent; a restart forgets it.
   *
   * @param lastOffset the last record that the evidence speaks of; -1 for none
   * @param end the offset that the partition's next record would have had
   * @param upTo epoch milliseconds; nothing is expected from before any more
   */
  record Silent(long lastOffset, long end, long upTo) implements AcceptStep {}

  /**
   * The engine commits, stops, starts from there, and its station ticks once.
   *
   * @param end the last offset of the new run; {@link AcceptScenario#NO_END} if it has none
   */
  record Restart(long end) implements AcceptStep {}
}
