package io.twinroute.runtime.watch.shared;

import io.twinroute.runtime.watch.shared.OffsetsWatch.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** One question to a cluster for several subscriptions. Nothing here waits. */
final class OffsetsQuestion {

  private final Admin admin;
  private final List<Subscription> subscriptions;
  private final Set<TopicPartition> all;
  private final long askedAt = System.nanoTime();
  private final long clock = System.currentTimeMillis();

  private OffsetsQuestion(Admin admin, List<Subscription> subscriptions) {
    this.admin = admin;
    this.subscriptions = subscriptions;
    this.all = partitions(each -> true);
  }

  static void ask(Admin admin, List<Subscription> subscriptions) {
    if (!subscriptions.isEmpty()) {
      new OffsetsQuestion(admin, subscriptions).ask();
    }
  }

  /** In this order: a transaction that ends in between makes the two ends differ. */
  private void ask() {
    Answers committed = offsets(all, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    committed.whenComplete(() -> askForTheRest(committed));
  }

  private void askForTheRest(Answers committed) {
    try {
      Answers ends = offsets(all, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
      Answers firsts =
          offsets(
              partitions(each -> each.wantsFirsts),
              OffsetSpec.earliest(),
              IsolationLevel.READ_UNCOMMITTED);
      ends.whenComplete(() -> firsts.whenComplete(() -> deliver(committed, ends, firsts)));
    } catch (RuntimeException e) { // the client was closed meanwhile
      subscriptions.forEach(each -> each.unanswered(e));
    }
  }

  private Set<TopicPartition> partitions(Predicate<Subscription> which) {
    return subscriptions.stream()
        .filter(which)
        .flatMap(each -> each.partitions.stream())
        .collect(Collectors.toSet());
  }

  private Answers offsets(Set<TopicPartition> partitions, OffsetSpec spec, IsolationLevel level) {
    if (partitions.isEmpty()) {
      return new Answers(Map.of());
    }
    ListOffsetsResult answer =
        admin.listOffsets(
            partitions.stream().collect(Collectors.toMap(each -> each, each -> spec)),
            new ListOffsetsOptions(level));
    Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> futures = new HashMap<>();
    partitions.forEach(each -> futures.put(each, answer.partitionResult(each)));
    return new Answers(futures);
  }

  private void deliver(Answers committed, Answers ends, Answers firsts) {
    PartitionOffsets offsets =
        new PartitionOffsets(
            firsts.known(), committed.known(), ends.known(), askedAt, System.nanoTime(), clock);
    for (Subscription each : subscriptions) {
      Optional<Throwable> failure =
          Stream.of(committed, ends)
              .flatMap(answers -> answers.failure(each.partitions))
              .findFirst()
              .or(
                  () ->
                      each.wantsFirsts
                          ? firsts.failure(each.partitions).findFirst()
                          : Optional.empty());
      failure.ifPresentOrElse(each::unanswered, () -> each.answered(offsets));
    }
  }

  /** What has been answered of each partition, or will be. */
  private record Answers(Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> futures) {

    void whenComplete(Runnable then) {
      KafkaFuture.allOf(futures.values().toArray(KafkaFuture<?>[]::new))
          .whenComplete((nothing, failure) -> then.run());
    }

    Map<TopicPartition, Long> known() {
      Map<TopicPartition, Long> known = new HashMap<>();
      futures.forEach(
          (partition, answer) -> {
            if (!answer.isCompletedExceptionally()) {
              known.put(partition, result(answer).join().offset());
            }
          });
      return known;
    }

    /** Why some of the partitions are not known. */
    Stream<Throwable> failure(Set<TopicPartition> partitions) {
      return partitions.stream()
          .map(futures::get)
          .filter(answer -> answer != null && answer.isCompletedExceptionally())
          .map(answer -> result(answer).handle((offset, failure) -> failure).join());
    }

    private static CompletableFuture<ListOffsetsResultInfo> result(
        KafkaFuture<ListOffsetsResultInfo> answer) {
      return answer.toCompletionStage().toCompletableFuture();
    }
  }
}
