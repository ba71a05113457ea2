package io.twinroute.runtime.watch.lag;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
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
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far copies of sources on one cluster have come, in offsets of the sources: which are made,
 * and which are read and committed. The group's offsets say the latter, so each process knows it of
 * the whole route. The looks are of one thread; what they found may be asked for by any.
 */
final class CopyPositions implements AutoCloseable {

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

  private record Key(SupervisedRoute route, int input, int partition) {}

  private final Cluster cluster;
  private final FirstRecords firsts;
  private final Map<String, ToLongFunction<ConsumerRecord<byte[], byte[]>>> originals =
      new ConcurrentHashMap<>();
  private final CopyTails tails;
  private volatile Map<Key, Next> found = Map.of();

  CopyPositions(Clusters clusters, Cluster cluster) {
    this.cluster = cluster;
    this.firsts = new FirstRecords(clusters, cluster, this::original);
    this.tails = new CopyTails(cluster, this::original);
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
   * @throws RouteFailedException if nothing was answered; of what alone is not, nothing is known
   */
  void look(Admin admin, List<SupervisedRoute> routes, Ahead ahead) {
    if (routes.isEmpty()) {
      forget();
      return;
    }
    List<Copied> all = copied(routes);
    List<RouteFailedException> failures = new ArrayList<>();
    Map<SupervisedRoute, Map<TopicPartition, OffsetAndMetadata>> committed =
        committed(admin, all, failures);
    Map<TopicPartition, Long> ends =
        ends(admin, all.stream().map(Copied::copy).collect(Collectors.toSet()), failures);
    if (committed.isEmpty() && ends.isEmpty() && !failures.isEmpty()) {
      throw failures.get(0);
    }
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
    OptionalLong copied = tails.next(each.copy());
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
          if (tails.isKnown(each.copy(), question.to())) {
            return;
          }
          OptionalLong read = ahead.read(each.route(), each.source());
          if (read.isEmpty() || ahead.holdsMore(each.source(), read.getAsLong())) {
            wanted
                .computeIfAbsent(each.copy().topic(), topic -> new HashMap<>())
                .put(each.copy().partition(), new Range(0, question.to()));
          } else {
            tails.forget(each.copy());
          }
        });
    tails.keep(watched);
    if (!wanted.isEmpty()) {
      tails.read(wanted, firsts.consumer());
    }
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
      Admin admin, List<Copied> all, List<RouteFailedException> failures) {
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
    return answers(
        asked.keySet(),
        "report the offsets of the routes' groups",
        route -> answer.partitionsToOffsetAndMetadata(group(route)),
        failures);
  }

  /** What is answered. */
  private <K, V> Map<K, V> answers(
      Set<K> asked,
      String question,
      Function<K, KafkaFuture<V>> answer,
      List<RouteFailedException> failures) {
    Map<K, V> answers = new HashMap<>();
    for (K each : asked) {
      try {
        answers.put(each, ClusterClients.answer(cluster, question, answer.apply(each)));
      } catch (RouteFailedException e) {
        failures.add(e);
      }
    }
    return answers;
  }

  private static String group(SupervisedRoute route) {
    return route.copies().orElseThrow().group();
  }

  /** Without topics that are not there yet. */
  private Map<TopicPartition, Long> ends(
      Admin admin, Set<TopicPartition> partitions, List<RouteFailedException> failures) {
    ListOffsetsResult answer =
        admin.listOffsets(
            partitions.stream()
                .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    return answers(
        partitions,
        "report the ends of the copies",
        each -> answer.partitionResult(each).thenApply(ListOffsetsResultInfo::offset),
        failures);
  }

  @Override
  public void close() {
    firsts.close();
  }
}
