package io.twinroute.runtime.watch.shared;

import io.twinroute.runtime.watch.shared.OffsetsWatch.Subscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * One question to a cluster for several subscriptions. Nothing here waits. A partition may be slow
 * to answer: then whoever does not need it gets its own answer soon, and at the time that counts.
 */
final class OffsetsQuestion {

  /** So that answers that come one after the other are still used at once. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Admin admin;
  private final long askedAt = System.nanoTime();
  private final long clock = System.currentTimeMillis();

  private OffsetsQuestion(Admin admin) {
    this.admin = admin;
  }

  static void ask(Admin admin, List<Subscription> subscriptions) {
    if (!subscriptions.isEmpty()) {
      new OffsetsQuestion(admin).ask(subscriptions);
    }
  }

  /** In this order: a transaction that ends in between makes the two ends differ. */
  private void ask(List<Subscription> subscriptions) {
    Answers committed =
        offsets(
            partitions(subscriptions.stream()), OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    whenAnswered(subscriptions, List.of(committed), some -> askForTheRest(some, committed));
  }

  private void askForTheRest(List<Subscription> subscriptions, Answers committed) {
    try {
      Answers ends =
          offsets(
              partitions(subscriptions.stream()),
              OffsetSpec.latest(),
              IsolationLevel.READ_UNCOMMITTED);
      Answers firsts =
          offsets(
              partitions(subscriptions.stream().filter(each -> each.wantsFirsts)),
              OffsetSpec.earliest(),
              IsolationLevel.READ_UNCOMMITTED);
      whenAnswered(
          subscriptions, List.of(ends, firsts), some -> deliver(some, committed, ends, firsts));
    } catch (RuntimeException e) { // the client was closed meanwhile
      subscriptions.forEach(each -> each.unanswered(e));
    }
  }

  /** All continue together if they can, and the others as their answers come. */
  private static void whenAnswered(
      List<Subscription> waiting, List<Answers> answers, Consumer<List<Subscription>> then) {
    if (waiting.isEmpty()) {
      return;
    }
    CompletableFuture.allOf(
            waiting.stream()
                .flatMap(each -> answers.stream().flatMap(some -> some.of(each.partitions)))
                .toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (nothing, failure) -> {
              Map<Boolean, List<Subscription>> byAnswered =
                  waiting.stream()
                      .collect(
                          Collectors.partitioningBy(
                              each ->
                                  answers.stream()
                                      .flatMap(some -> some.of(each.partitions))
                                      .allMatch(CompletableFuture::isDone)));
              List<Subscription> answered = byAnswered.getOrDefault(true, List.of());
              if (!answered.isEmpty()) {
                then.accept(answered);
              }
              whenAnswered(byAnswered.getOrDefault(false, List.of()), answers, then);
            });
  }

  private static Set<TopicPartition> partitions(Stream<Subscription> subscriptions) {
    return subscriptions.flatMap(each -> each.partitions.stream()).collect(Collectors.toSet());
  }

  private Answers offsets(Set<TopicPartition> partitions, OffsetSpec spec, IsolationLevel level) {
    if (partitions.isEmpty()) {
      return new Answers(Map.of());
    }
    ListOffsetsResult answer =
        admin.listOffsets(
            partitions.stream().collect(Collectors.toMap(each -> each, each -> spec)),
            new ListOffsetsOptions(level));
    Map<TopicPartition, CompletableFuture<ListOffsetsResultInfo>> futures = new HashMap<>();
    partitions.forEach(
        each ->
            futures.put(
                each, answer.partitionResult(each).toCompletionStage().toCompletableFuture()));
    return new Answers(futures);
  }

  private void deliver(
      List<Subscription> subscriptions, Answers committed, Answers ends, Answers firsts) {
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
  private record Answers(Map<TopicPartition, CompletableFuture<ListOffsetsResultInfo>> futures) {

    /** Of those of the partitions that were asked for. */
    Stream<CompletableFuture<ListOffsetsResultInfo>> of(Set<TopicPartition> partitions) {
      return partitions.stream().map(futures::get).filter(Objects::nonNull);
    }

    Map<TopicPartition, Long> known() {
      Map<TopicPartition, Long> known = new HashMap<>();
      futures.forEach(
          (partition, answer) -> {
            if (answer.isDone() && !answer.isCompletedExceptionally()) {
              known.put(partition, answer.join().offset());
            }
          });
      return known;
    }

    /** Why some of the partitions are not known. */
    Stream<Throwable> failure(Set<TopicPartition> partitions) {
      return of(partitions)
          .filter(CompletableFuture::isCompletedExceptionally)
          .map(answer -> answer.handle((offset, failure) -> failure).join());
    }
  }
}
