package io.twinroute.demo;

import io.twinroute.config.plan.SourceTopic;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import io.twinroute.parity.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Of an output that is still being written, the results whose two inputs come before given ends of
 * the sources. An inner join's results for a beginning of the logs do not depend on what follows,
 * so once an engine has caught up with those ends this set is complete.
 */
final class CompleteResults implements RecordSource {
  private final RecordSource output;

  /** By the beginning of the coordinates, as {@code east/orders/3@}: the partition's end. */
  private final Map<String, Long> ends = new HashMap<>();

  CompleteResults(RecordSource output, Map<SourceTopic, TopicReader> sources) {
    this.output = output;
    sources.forEach(
        (source, reader) ->
            reader
                .ends()
                .forEach(
                    (partition, end) -> ends.put(source.address() + "/" + partition + "@", end)));
  }

  @Override
  public void forEach(Consumer<TopicRecord> action) {
    output.forEach(
        record -> {
          if (isComplete(record)) {
            action.accept(record);
          }
        });
  }

  private boolean isComplete(TopicRecord record) {
    byte[] id = record.id();
    if (id == null) {
      return true; // not a result of this route: a difference to show
    }
    String text = new String(id, StandardCharsets.UTF_8);
    int plus = text.indexOf('+');
    return plus < 0 || (isBefore(text.substring(0, plus)) && isBefore(text.substring(plus + 1)));
  }

  /** Whether {@code cluster/topic/partition@offset} is before the partition's end. */
  private boolean isBefore(String coordinates) {
    int at = coordinates.lastIndexOf('@') + 1;
    Long end = ends.get(coordinates.substring(0, at));
    return end == null || Long.parseLong(coordinates.substring(at)) < end;
  }
}
