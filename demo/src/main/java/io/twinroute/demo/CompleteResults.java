package io.twinroute.demo;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import io.twinroute.parity.TopicRecord;
import io.twinroute.semantics.logic.Sides;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Of an output that is still being written, the results whose two inputs come before given ends of
 * the sources. An inner join's results for a beginning of the logs do not depend on what follows,
 * so once an engine has caught up with those ends this set is complete.
 */
final class CompleteResults implements RecordSource {
  private final RecordSource output;
  private final RoutePlan route;
  private final Map<Integer, Long> leftEnds;
  private final Map<Integer, Long> rightEnds;

  CompleteResults(RecordSource output, RoutePlan route, TopicReader left, TopicReader right) {
    this.output = output;
    this.route = route;
    this.leftEnds = left.ends();
    this.rightEnds = right.ends();
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
    return plus < 0
        || (isBefore(text.substring(0, plus), route.input(Sides.LEFT), leftEnds)
            && isBefore(text.substring(plus + 1), route.input(Sides.RIGHT), rightEnds));
  }

  /** Whether {@code cluster/topic/partition@offset} is before the partition's end. */
  private static boolean isBefore(String coordinates, RouteInput side, Map<Integer, Long> ends) {
    String prefix = side.cluster().alias() + "/" + side.topic() + "/";
    int at = coordinates.lastIndexOf('@');
    if (!coordinates.startsWith(prefix) || at < prefix.length()) {
      return true;
    }
    int partition = Integer.parseInt(coordinates.substring(prefix.length(), at));
    long offset = Long.parseLong(coordinates.substring(at + 1));
    return offset < ends.getOrDefault(partition, 0L);
  }
}
