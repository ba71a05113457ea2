package io.twinroute.runtime.cluster;

import io.twinroute.semantics.record.SizeLimit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What the largest records of a route ask of the topics that hold them and of the producers that
 * write them. Brokers look at batches as they are compressed, producers at records as they are not,
 * and a record that does not compress must fit as well.
 *
 * @param limit how large the route's records may be
 */
public record RecordSizes(SizeLimit limit) {

  /**
   * How much more than the limit a written topic must accept: for the overhead of headers, the
   * headers that the route adds, the batch around the record, and the overhead of compression for
   * incompressible bytes.
   */
  public static final int MARGIN = 32 << 10;

  /**
   * The same for topics that hold records in a form of an engine's own, with coordinates and keys
   * of its state.
   */
  private static final int INTERNAL_MARGIN = 1 << 20;

  /**
   * The largest copy of a source's record. It may be larger than the limits of all routes: they
   * reject it, each for itself. Requests of this size stay below what brokers take by default
   * (socket.request.max.bytes), and so do those of several large records.
   */
  public static final int LARGEST_COPY = 96 << 20;

  /** What the topic of the copies takes. */
  public static final int COPIES_TOPIC_BYTES = 100 << 20;

  /** A request of this size holds several batches. */
  private static final int LEAST_REQUEST = 4 << 20;

  private static final int USUAL_BATCH = 256 << 10;
  private static final int USUAL_BUFFER = 32 << 20;

  /** The max.message.bytes of a topic that the route writes. */
  public int topicBytes() {
    return limit.bytes() + MARGIN;
  }

  /** The max.message.bytes of a topic that an engine keeps for the route. */
  public int internalTopicBytes() {
    return Math.max(LEAST_REQUEST, limit.bytes() + INTERNAL_MARGIN);
  }

  /** The limit of a route whose topic has this max.message.bytes; not positive if it is too low. */
  public static int limitOf(int topicBytes) {
    return topicBytes - MARGIN;
  }

  /** The batch.size of a producer: several records together must fit where one record does. */
  public int batchBytes() {
    return Math.min(USUAL_BATCH, topicBytes() / 2);
  }

  /**
   * The settings that a producer needs for the route's largest records, or for the engine's form of
   * them.
   *
   * @param given the user's value for the producer's setting, or null; it may be larger
   */
  public Map<String, String> producer(Function<String, @Nullable String> given) {
    return producer(internalTopicBytes(), 2 * internalTopicBytes(), given);
  }

  /** The same for a producer that takes whatever a source holds, such as a mirror's. */
  public static Map<String, String> producerOfCopies(Function<String, @Nullable String> given) {
    return producer(LARGEST_COPY, COPIES_TOPIC_BYTES, given);
  }

  private static Map<String, String> producer(
      int request, int buffer, Function<String, @Nullable String> given) {
    Map<String, String> settings = new TreeMap<>();
    raise(settings, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, request, given);
    raise(settings, ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(USUAL_BUFFER, buffer), given);
    return settings;
  }

  private static void raise(
      Map<String, String> settings,
      String key,
      long least,
      Function<String, @Nullable String> given) {
    String value = given.apply(key);
    settings.put(
        key, value == null || isLess(value, least) ? String.valueOf(least) : value.strip());
  }

  /** Kafka refuses values that are not numbers. */
  private static boolean isLess(String value, long least) {
    try {
      return Long.parseLong(value.strip()) < least;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
