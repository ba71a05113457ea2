package io.twinroute.parity;

import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.parity.TopicRecord.RecordHeader;
import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceJoin;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.SourceLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;

/**
 * What a route must write for the source records up to two pinned ends, by the reference: a topic
 * that exists in memory only. Holds all source records in the heap while it is worked out.
 */
public final class ExpectedOutput implements RecordSource {
  private final List<ExpectedResult> results;
  private final int partitions;

  private ExpectedOutput(List<ExpectedResult> results, int partitions) {
    this.results = results;
    this.partitions = partitions;
  }

  /**
   * Reads both sources and joins them.
   *
   * @param partitions how many partitions the output topic has
   * @throws ParityException if a source cannot be read
   */
  public static ExpectedOutput of(
      RoutePlan route, TopicReader left, TopicReader right, int partitions) {
    ReferenceRoute rules =
        new ReferenceRoute(
            route.left().as(),
            route.right().as(),
            route.left().lateness().toMillis(),
            route.right().lateness().toMillis(),
            route.window().before().toMillis(),
            route.window().after().toMillis());
    List<ExpectedResult> results =
        new ReferenceJoin(rules).results(logs(route.left(), left), logs(route.right(), right));
    return new ExpectedOutput(results, partitions);
  }

  @Override
  public void forEach(Consumer<TopicRecord> action) {
    results.forEach(result -> action.accept(toTopicRecord(result)));
  }

  private TopicRecord toTopicRecord(ExpectedResult result) {
    // Where Kafka's own partitioner puts a record with this key.
    int partition = Utils.toPositive(Utils.murmur2(result.key())) % partitions;
    List<RecordHeader> headers =
        result.headers().stream().map(h -> new RecordHeader(h.key(), h.value())).toList();
    return new TopicRecord(
        partition,
        TopicRecord.NO_OFFSET,
        result.timestamp(),
        result.key(),
        result.value(),
        headers);
  }

  private static List<SourceLog> logs(SourceSide side, TopicReader topic) {
    Map<Integer, List<LogRecord>> byPartition = new TreeMap<>();
    topic.forEach(
        record ->
            byPartition
                .computeIfAbsent(record.partition(), p -> new ArrayList<>())
                .add(toLogRecord(record)));
    return byPartition.entrySet().stream()
        .map(e -> new SourceLog(side.cluster().alias(), side.topic(), e.getKey(), e.getValue()))
        .toList();
  }

  private static LogRecord toLogRecord(TopicRecord record) {
    return new LogRecord(
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        record.headers().stream().map(h -> new LogHeader(h.key(), h.value())).toList());
  }
}
