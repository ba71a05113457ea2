package io.twinroute.runtime.watch.lag;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.TopicTail;
import io.twinroute.runtime.cluster.TopicTail.Range;
import io.twinroute.runtime.pin.SourcePartition;
import io.twinroute.runtime.supervise.ReadCopies;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.lag.FirstRecords.Answer;
import io.twinroute.runtime.watch.lag.FirstRecords.Question;
import io.twinroute.runtime.watch.shared.Copies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far copies of sources on one cluster have come, in offsets of the sources: which are made,
 * and which are read and committed. The group's offsets say the latter, so each process knows it of
 * the whole route. The looks are of one thread; what they found may be asked for by any.
 */
final class CopyPositions implements AutoCloseable {

  private static final TopicTail.Range NOTHING = new Range(0, 0);

  /** A partition of a route's source and its copy. */
  private record Copied(SupervisedRoute route, SourcePartition source, TopicPartition copy) {}

  /**
   * The first offsets of a source that are not through.
   *
   * @param mirror not yet copied; empty if it is not known
   * @param commit not yet committed; empty if it is not known
   */
  record Next(OptionalLong mirror, OptionalLong commit) {
    static final Next UNKNOWN = new Next(OptionalLong.empty(), OptionalLong.empty());
  }

  /**
   * The newest copy of a partition.
   *
   * @param end where the copies ended at that time
   * @param next the first offset of the source that was not copied; empty if that is not known
   */
  private record Tail(long end, OptionalLong next) {}

  private record Key(SupervisedRoute route, int input, int partition) {}

  private final Cluster cluster;
  private final FirstRecords firsts;
  private final Map<String, ToLongFunction<ConsumerRecord<byte[], byte[]>>> originals =
      new ConcurrentHashMap<>();
  private final Map<TopicPartition, Tail> tails = new HashMap<>();
  private volatile Map<Key, Next> found = Map.of();

  CopyPositions(Clusters clusters, Cluster cluster) {
    this.cluster = cluster;
    this.firsts = new FirstRecords(clusters, cluster, this::original);
  }

  private long original(ConsumerRecord<byte[], byte[]> copy) {
    return originals.getOrDefault(copy.topic(), record -> -1).applyAsLong(copy);
  }

  /** What the last look has found. */
  Next of(SupervisedRoute route, SourcePartition source) {
    return found.getOrDefault(new Key(route, source.input(), source.partition()), Next.UNKNOWN);
  }

  /** The cluster does not answer. */
  void forget() {
    found = Map.of();
  }

  /**
   * Asks for the offsets of all groups at once, and for the ends of all copies; reads only where
   * copies are not yet committed, or a source holds more than is known to be copied.
   *
   * @param ahead what is known besides
   */
  void look(Admin admin, List<SupervisedRoute> routes, Ahead ahead) {
    List<Copied> all = copied(routes);
    Map<SupervisedRoute, Map<TopicPartition, OffsetAndMetadata>> committed = committed(admin, all);
    Map<TopicPartition, Long> ends =
        ends(admin, all.stream().map(Copied::copy).collect(Collectors.toSet()));
    Map<Copied, Question> questions = new LinkedHashMap<>();
    for (Copied each : all) {
      Map<TopicPartition, OffsetAndMetadata> ofGroup = committed.get(each.route());
      Long end = ends.get(each.copy());
      if (ofGroup != null && end != null) {
        OffsetAndMetadata at = ofGroup.get(each.copy());
        long from = at == null ? 0 : at.offset();
        questions.put(each, new Question(each.copy(), from, Math.max(from, end)));
      }
    }
    Map<Question, Answer> answers =
        firsts.answer(
            questions.values().stream()
                .filter(each -> each.from() < each.to())
                .collect(Collectors.toSet()));
    readTails(questions, ahead);
    Map<Key, Next> now = new HashMap<>();
    questions.forEach(
        (each, question) -> {
          Key key = new Key(each.route(), each.source().input(), each.source().partition());
          now.put(key, next(each, question, answers.get(question), ahead));
        });
    found = Map.copyOf(now);
  }

  /** Says what is known of a route's way through a source. */
  interface Ahead {

    /**
     * The first offset that the route has not read as far as is known; at least where the source
     * ends if it has read all.
     */
    OptionalLong read(SupervisedRoute route, SourcePartition source);

    /** Whether the source holds records from an offset on. */
    boolean holdsMore(SourcePartition source, long from);
  }

  private Next next(Copied each, Question question, @Nullable Answer answer, Ahead ahead) {
    OptionalLong mirror = mirrored(each, ahead);
    if (question.from() >= question.to()) {
      return new Next(mirror, mirror); // all copies are committed
    }
    if (answer == null) {
      return new Next(mirror, of(each.route(), each.source()).commit());
    }
    OptionalLong commit =
        answer.offset().isEmpty() || answer.value() < 0
            ? mirror
            : OptionalLong.of(Math.max(each.source().start(), answer.value()));
    return new Next(mirror, commit);
  }

  /** What was read was copied before. */
  private OptionalLong mirrored(Copied each, Ahead ahead) {
    OptionalLong read = ahead.read(each.route(), each.source());
    Tail tail = tails.get(each.copy());
    OptionalLong copied = tail == null ? OptionalLong.empty() : tail.next();
    if (copied.isEmpty()) {
      return read.isPresent() && !ahead.holdsMore(each.source(), read.getAsLong())
          ? read
          : OptionalLong.empty();
    }
    return OptionalLong.of(
        Math.max(each.source().start(), Math.max(copied.getAsLong(), read.orElse(0))));
  }

  /** Only where it decides. */
  private void readTails(Map<Copied, Question> questions, Ahead ahead) {
    Map<String, Map<Integer, Range>> wanted = new LinkedHashMap<>();
    Set<TopicPartition> watched = new HashSet<>();
    questions.forEach(
        (each, question) -> {
          watched.add(each.copy());
          Tail before = tails.get(each.copy());
          if (before != null && before.end() == question.to()) {
            return;
          }
          OptionalLong read = ahead.read(each.route(), each.source());
          if (read.isEmpty() || ahead.holdsMore(each.source(), read.getAsLong())) {
            wanted
                .computeIfAbsent(each.copy().topic(), topic -> new HashMap<>())
                .put(each.copy().partition(), new Range(0, question.to()));
          } else {
            tails.remove(each.copy());
          }
        });
    tails.keySet().retainAll(watched);
    wanted.forEach(this::readTails);
  }

  private void readTails(String topic, Map<Integer, Range> ranges) {
    TopicTail tail = new TopicTail(cluster, topic, firsts.consumer());
    Map<Integer, ConsumerRecord<byte[], byte[]>> last = tail.last(ranges);
    ranges.forEach(
        (partition, range) -> {
          ConsumerRecord<byte[], byte[]> copy = last.get(partition);
          OptionalLong next =
              copy != null && original(copy) >= 0
                  ? OptionalLong.of(original(copy) + 1)
                  : range.equals(NOTHING) ? OptionalLong.of(0) : OptionalLong.empty();
          tails.put(new TopicPartition(topic, partition), new Tail(range.to(), next));
        });
  }

  private List<Copied> copied(List<SupervisedRoute> routes) {
    List<Copied> all = new ArrayList<>();
    for (SupervisedRoute route : routes) {
      ReadCopies copies = route.copies().orElseThrow();
      for (SourcePartition source : SourcePartition.of(route.route())) {
        Copies ofTopic = Objects.requireNonNull(copies.topics().get(source.topic()));
        originals.put(ofTopic.topic(), ofTopic.original());
        all.add(
            new Copied(
                route, source, new TopicPartition(ofTopic.topic(), source.at().partition())));
      }
    }
    return all;
  }

  private Map<SupervisedRoute, Map<TopicPartition, OffsetAndMetadata>> committed(
      Admin admin, List<Copied> all) {
    Map<SupervisedRoute, List<TopicPartition>> asked =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    Copied::route, Collectors.mapping(Copied::copy, Collectors.toList())));
    Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
    asked.forEach(
        (route, copies) ->
            groups.put(group(route), new ListConsumerGroupOffsetsSpec().topicPartitions(copies)));
    ListConsumerGroupOffsetsResult answer = admin.listConsumerGroupOffsets(groups);
    Map<SupervisedRoute, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
    for (SupervisedRoute route : asked.keySet()) {
      committed.put(
          route,
          ClusterClients.answer(
              cluster,
              "report the offsets of the routes' groups",
              answer.partitionsToOffsetAndMetadata(group(route))));
    }
    return committed;
  }

  private static String group(SupervisedRoute route) {
    return route.copies().orElseThrow().group();
  }

  /** Without topics that are not there yet. */
  private Map<TopicPartition, Long> ends(Admin admin, Set<TopicPartition> partitions) {
    ListOffsetsResult answer =
        admin.listOffsets(
            partitions.stream()
                .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (TopicPartition each : partitions) {
      ends.put(
          each,
          ClusterClients.answer(
                  cluster, "report the ends of the copies", answer.partitionResult(each))
              .offset());
    }
    return ends;
  }

  @Override
  public void close() {
    firsts.close();
  }
}
