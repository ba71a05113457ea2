package io.twinroute.parity;

import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that one side holds more often than the other: the later ones of equal ones.
 */
final class Surplus {
  static final Comparator<TopicRecord> ORDER =
      Comparator.comparingInt(TopicRecord::partition).thenComparingLong(TopicRecord::offset);

  private final RecordDigests digests = new RecordDigests();
  private final RecordSource source;
  private final ToIntFunction<Digest> here;
  private final ToIntFunction<Digest> there;

  /**
   * @param here how often this side holds a content
   * @param there how often the other side holds it
   */
  Surplus(RecordSource source, ToIntFunction<Digest> here, ToIntFunction<Digest> there) {
    this.source = source;
    this.here = here;
    this.there = there;
  }

  /** Passes on every such record, with the digest of its identity. */
  void forEach(BiConsumer<TopicRecord, Digest> action) {
    DigestCounts seen = new DigestCounts();
    source.forEach(
        record -> {
          Digest content = digests.ofContent(record);
          int matched = there.applyAsInt(content);
          if (here.applyAsInt(content) > matched) {
            seen.addLeft(content);
            if (seen.left(content) > matched) {
              action.accept(record, digests.ofIdentity(record));
            }
          }
        });
  }

  /** The earlier of the two; the current one if they are at the same place. */
  static TopicRecord earlier(@Nullable TopicRecord held, TopicRecord candidate) {
    return held == null || ORDER.compare(candidate, held) < 0 ? candidate : held;
  }
}
