package io.twinroute.parity;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.ResultRule;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.parity.TopicRecord.RecordHeader;
import io.twinroute.reference.ExpectedRejection;
import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceJoin;
import io.twinroute.reference.ReferenceOutput;
import io.twinroute.reference.ReferenceResult;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.ReferenceRule;
import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.reference.SourceLog;
import io.twinroute.semantics.accept.EventTime;
import io.twinroute.semantics.format.ResultField;
import io.twinroute.semantics.format.Selected;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.PassThrough;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What a route must write for the source records up to two pinned ends, by the reference: topics
 * that exist in memory only. Holds all source records in the heap while it is computed.
 */
public final class ExpectedOutput {
  private final ReferenceOutput output;

  private ExpectedOutput(ReferenceOutput output) {
    this.output = output;
  }

  /**
   * Reads all sources and applies the route's rules.
   *
   * @param limit how large its records and results may be
   * @param sources each topic that the route reads
   * @throws ParityException if a source cannot be read
   */
  public static ExpectedOutput of(
      RoutePlan route, SizeLimit limit, Map<SourceTopic, ? extends RecordSource> sources) {
    List<List<SourceLog>> logs =
        route.inputs().stream().map(input -> logs(input, sources)).toList();
    boolean joins = logs.size() > 1;
    ReferenceSide first = input(route.input(0));
    ReferenceRoute rules =
        new ReferenceRoute(
            first,
            joins ? input(route.input(1)) : first,
            route.rule().visit(RULES),
            limit.bytes(),
            result(route),
            route.output().where());
    return new ExpectedOutput(
        new ReferenceJoin(rules).output(logs.get(0), joins ? logs.get(1) : List.of()));
  }

  private static ReferenceSide input(RouteInput input) {
    JoinKey key = input.key();
    String pointer = key == null ? null : key.pointer().text();
    boolean ofRecordKey = key != null && key.part() == JoinKey.Part.KEY;
    return new ReferenceSide(
        input.as(),
        input.lateness().toMillis(),
        ofRecordKey ? null : pointer,
        ofRecordKey ? pointer : null,
        time(input.time()),
        input.where());
  }

  private static ReferenceResult result(RoutePlan route) {
    ResultRule rule = route.output().results();
    ResultField key = rule.form().key();
    Selected.Members select = rule.form().select();
    return new ReferenceResult(
        select == null ? null : members(route, select),
        key == null ? null : pointer(route, key),
        rule.headers().id(),
        route.output().cleanup() == Cleanup.COMPACT,
        rule.tombstoneOn());
  }

  private static Map<String, Object> members(RoutePlan route, Selected.Members select) {
    Map<String, Object> members = new LinkedHashMap<>();
    select.members().forEach(member -> members.put(member.name(), value(route, member.value())));
    return members;
  }

  private static Object value(RoutePlan route, Selected value) {
    if (value instanceof Selected.Field field) {
      return pointer(route, field.field());
    }
    return value instanceof Selected.Constant constant
        ? constant.json()
        : members(route, (Selected.Members) value);
  }

  private static String pointer(RoutePlan route, ResultField field) {
    String side = route.input(field.input()).as().replace("~", "~0").replace("/", "~1");
    return "/" + side + field.pointer();
  }

  private static ReferenceSide.@Nullable Time time(@Nullable EventTime of) {
    if (of == null) {
      return null;
    }
    String unit =
        switch (of.unit()) {
          case SECONDS -> "s";
          case MICROSECONDS -> "us";
          case NANOSECONDS -> "ns";
          default -> "ms";
        };
    Duration maxAhead = of.maxAhead();
    return new ReferenceSide.Time(
        of.field().text(), unit, maxAhead == null ? null : maxAhead.toMillis());
  }

  /** The same rules in the reference's terms. */
  private static final LogicRule.Visitor<ReferenceRule> RULES =
      new LogicRule.Visitor<>() {
        @Override
        public ReferenceRule windowed(JoinRule.Windowed join) {
          Unmatched unmatched =
              join.keepsRight()
                  ? Unmatched.BOTH
                  : join.keepsLeft() ? Unmatched.LEFT : Unmatched.NONE;
          return new ReferenceRule.Window(
              unmatched, join.window().before().toMillis(), join.window().after().toMillis());
        }

        @Override
        public ReferenceRule lookup(JoinRule.Lookup join) {
          Duration within = join.firstVersionWithin();
          return new ReferenceRule.Lookup(
              join.keepsLeft(), within == null ? null : within.toMillis());
        }

        @Override
        public ReferenceRule passThrough(PassThrough rule) {
          return new ReferenceRule.PassThrough();
        }
      };

  /**
   * The results.
   *
   * @param partitions how many partitions their topic has; Kafka's own partitioner places them
   */
  public RecordSource results(int partitions) {
    return placed(output.results(), partitions);
  }

  private static int partition(ExpectedResult result, int partitions) {
    byte[] key = result.key();
    return key == null
        ? result.sourcePartition() % partitions
        : Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  private static RecordSource placed(List<ExpectedResult> records, int partitions) {
    return action ->
        records.forEach(
            r ->
                action.accept(
                    record(
                        partition(r, partitions), r.timestamp(), r.key(), r.value(), r.headers())));
  }

  /**
   * The late records.
   *
   * @param partitions how many partitions their topic has; their source partition places them
   */
  public RecordSource late(int partitions) {
    return rejected(output.late(), partitions);
  }

  /**
   * The records that cannot be joined, and the placeholders for results that are too large.
   *
   * @param partitions how many partitions their topic has; their source partition places the
   *     records, and Kafka's own partitioner the placeholders
   */
  public RecordSource deadLetters(int partitions) {
    RecordSource records = rejected(output.deadLetters(), partitions);
    RecordSource results = placed(output.tooLarge(), partitions);
    return action -> {
      records.forEach(action);
      results.forEach(action);
    };
  }

  private static RecordSource rejected(List<ExpectedRejection> records, int partitions) {
    return action ->
        records.forEach(
            r ->
                action.accept(
                    record(
                        r.partition() % partitions,
                        r.timestamp(),
                        r.key(),
                        r.value(),
                        r.headers())));
  }

  @SuppressWarnings("NullAway") // it overlooks annotations of a record with a compact constructor
  private static TopicRecord record(
      int partition,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<LogHeader> headers) {
    return new TopicRecord(
        partition,
        TopicRecord.NO_OFFSET,
        timestamp,
        key,
        value,
        headers.stream().map(h -> new RecordHeader(h.key(), h.value())).toList());
  }

  /** Topic by topic, and partition by partition; those without records are left out. */
  private static List<SourceLog> logs(
      RouteInput input, Map<SourceTopic, ? extends RecordSource> sources) {
    List<SourceLog> logs = new ArrayList<>();
    for (SourceTopic source : input.topics()) {
      RecordSource topic = sources.get(source);
      if (topic == null) {
        throw new IllegalArgumentException("no records of " + source.address());
      }
      logs.addAll(logs(source, topic));
    }
    return logs;
  }

  private static List<SourceLog> logs(SourceTopic source, RecordSource topic) {
    Map<Integer, List<LogRecord>> byPartition = new TreeMap<>();
    topic.forEach(
        record ->
            byPartition
                .computeIfAbsent(record.partition(), p -> new ArrayList<>())
                .add(toLogRecord(record)));
    return byPartition.entrySet().stream()
        .map(e -> new SourceLog(source.cluster().alias(), source.topic(), e.getKey(), e.getValue()))
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
