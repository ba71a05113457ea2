package io.twinroute.runtime.watch.lag;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first committed record at or behind an offset, for many partitions of a cluster at
 * once, with one consumer that is made when it is needed. An answer holds until the offset in
 * question passes it. For one thread.
 */
final class FirstRecords implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  /** What is not there by then is looked for again the next time. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * The records from an offset on.
   *
   * @param to where they end; no more than where the committed records end
   */
  record Question(TopicPartition partition, long from, long to) {}

  /**
   * The answer to a question.
   *
   * @param offset of the first record; empty if there is none
   * @param value what of it is of interest
   */
  record Answer(long from, long to, OptionalLong offset, long value) {

    private boolean answers(Question question) {
      return question.from() >= from
          && question.from() <= offset.orElse(Long.MAX_VALUE)
          && (offset.isPresent() || question.to() <= to);
    }
  }

  private final Clusters clusters;
  private final Cluster cluster;
  private final ToLongFunction<ConsumerRecord<byte[], byte[]>> value;
  private final Map<TopicPartition, List<Answer>> known = new HashMap<>();
  private @Nullable Consumer<byte[], byte[]> consumer;

  /**
   * @param value what of a record is of interest
   */
  FirstRecords(
      Clusters clusters, Cluster cluster, ToLongFunction<ConsumerRecord<byte[], byte[]>> value) {
    this.clusters = clusters;
    this.cluster = cluster;
    this.value = value;
  }

  /**
   * Answers the questions as far as that takes no longer than a moment, and forgets what is not
   * asked for any more.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the cluster refuses
   */
  Map<Question, Answer> answer(Set<Question> questions) {
    Map<Question, Answer> answers = new HashMap<>();
    Set<Question> open = new HashSet<>();
    for (Question each : questions) {
      Answer before = before(each);
      if (before == null) {
        open.add(each);
      } else {
        answers.put(each, before);
      }
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
        read(open, answers, deadline);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    keep(answers);
    return answers;
  }

  private @Nullable Answer before(Question question) {
    return known.getOrDefault(question.partition(), List.of()).stream()
        .filter(each -> each.answers(question))
        .findFirst()
        .orElse(null);
  }

  private void keep(Map<Question, Answer> answers) {
    known.clear();
    answers.forEach(
        (question, answer) ->
            known.computeIfAbsent(question.partition(), one -> new ArrayList<>()).add(answer));
  }

  /** Each partition from the first offset that is in question; all at once. */
  private void read(Set<Question> open, Map<Question, Answer> answers, long deadline) {
    Map<TopicPartition, Long> from = new HashMap<>();
    open.forEach(each -> from.merge(each.partition(), each.from(), Math::min));
    Consumer<byte[], byte[]> reader = consumer();
    ask(() -> reader.beginningOffsets(from.keySet()))
        .forEach((partition, first) -> from.merge(partition, first, Math::max));
    reader.assign(from.keySet());
    reader.resume(from.keySet());
    from.forEach(reader::seek);
    Set<TopicPartition> left = new HashSet<>(from.keySet());
    while (!left.isEmpty() && System.nanoTime() - deadline < 0) {
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> found = new HashMap<>();
      ask(() -> reader.poll(POLL))
          .forEach(
              record ->
                  found
                      .computeIfAbsent(
                          new TopicPartition(record.topic(), record.partition()),
                          one -> new ArrayList<>())
                      .add(record));
      for (TopicPartition partition : List.copyOf(left)) {
        List<ConsumerRecord<byte[], byte[]>> records = found.getOrDefault(partition, List.of());
        long position = ask(() -> reader.position(partition));
        if (answer(partition, records, position, open, answers)) {
          left.remove(partition);
          reader.pause(List.of(partition));
        }
      }
    }
  }

  /** Whether that was all that can be said of the partition from here. */
  private boolean answer(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      long position,
      Set<Question> open,
      Map<Question, Answer> answers) {
    List<Question> asked =
        open.stream().filter(each -> each.partition().equals(partition)).toList();
    for (Question each : asked) {
      ConsumerRecord<byte[], byte[]> first =
          records.stream()
              .filter(record -> record.offset() >= each.from())
              .findFirst()
              .orElse(null);
      boolean none = first == null ? position >= each.to() : first.offset() >= each.to();
      if (first != null || none) {
        open.remove(each);
        answers.put(
            each,
            first == null || none
                ? new Answer(each.from(), each.to(), OptionalLong.empty(), -1)
                : new Answer(
                    each.from(),
                    each.to(),
                    OptionalLong.of(first.offset()),
                    value.applyAsLong(first)));
      }
    }
    return !records.isEmpty()
        || open.stream().noneMatch(each -> each.partition().equals(partition));
  }

  /** Its consumer; whoever uses it changes its assignment, and does not close it. */
  Consumer<byte[], byte[]> consumer() {
    if (consumer == null) {
      consumer = clusters.sparingConsumer(cluster);
    }
    return consumer;
  }

  private <T> T ask(Supplier<T> question) {
    return ClusterClients.read(cluster, "of a route", question);
  }

  /** Ends its consumer; another one is made when it is needed. */
  @Override
  public void close() {
    Consumer<byte[], byte[]> open = consumer;
    consumer = null;
    known.clear();
    if (open != null) {
      Thread.interrupted(); // or it would not close
      open.close();
    }
  }
}
