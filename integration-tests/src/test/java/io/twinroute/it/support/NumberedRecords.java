package io.twinroute.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records for the first partition of a topic, the keys k0, k1, and so on, a millisecond apart. */
public final class NumberedRecords {

  private static final long FIRST = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

  private NumberedRecords() {}

  /**
   * Those of some numbers.
   *
   * @param member of the JSON value that holds the number
   * @param to the number behind the last
   */
  public static List<ProducerRecord<byte[], byte[]>> of(
      SourceTopic topic, String member, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new ProducerRecord<>(
                    topic.name(),
                    0,
                    FIRST + i,
                    ("k" + i).getBytes(UTF_8),
                    "{\"%s\":%d}".formatted(member, i).getBytes(UTF_8)))
        .toList();
  }
}
