package io.twinroute.runtime.watch.shared;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.TopicTail;
import io.twinroute.runtime.cluster.TopicTail.Range;
import io.twinroute.runtime.pin.PinnedInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the last committed data record before an offset. Routes that read the same topics ask the
 * same questions: what is asked for while others are looked up is looked up at once afterwards, and
 * an answer holds for some seconds. Thread-safe.
 */
public final class LastRecords {

  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int KEPT_AT_MOST = 10_000;

  private final Cluster cluster;
  private final ClusterReader reader;

  /** Both are guarded by this. */
  private Batch waiting = new Batch();

  private final Map<End, Known> known = new LinkedHashMap<>();

  LastRecords(Cluster cluster, ClusterReader reader) {
    this.cluster = cluster;
    this.reader = reader;
  }

  /** The offset before which a record is looked for. */
  private record End(TopicPartition partition, long to) {}

  private record Question(End end, long from, CompletableFuture<Long> answer) {}

  /** Questions that are answered together. */
  private static final class Batch {
    private final List<Question> questions = new ArrayList<>();

    /** Those that are answered already stay so. */
    private void fail(Throwable why) {
      questions.forEach(each -> each.answer.completeExceptionally(why));
    }
  }

  private record Known(long from, long last, long since) {}

  /**
   * The offset of the last committed data record between two offsets; {@link PinnedInput#NOTHING}
   * if there is none. It may have been removed a few seconds ago.
   *
   * @param from records before it do not count
   * @param to records from there on do not count; no more than where the committed records end
   * @return fails if the cluster does not answer
   */
  public synchronized CompletableFuture<Long> last(TopicPartition partition, long from, long to) {
    End end = new End(partition, to);
    Known before = known.get(end);
    if (before != null
        && before.from <= from
        && System.nanoTime() - before.since < KEPT.toNanos()) {
      return CompletableFuture.completedFuture(atLeast(from, before.last));
    }
    Question question = new Question(end, from, new CompletableFuture<>());
    Batch batch = waiting;
    batch.questions.add(question);
    if (batch.questions.size() == 1) {
      reader
          .read(consumer -> answer(batch, consumer))
          .whenComplete((nothing, failure) -> unread(batch, failure));
    }
    return question.answer;
  }

  private static long atLeast(long from, long last) {
    return last >= from ? last : PinnedInput.NOTHING;
  }

  /** Who asks from now on is answered by the next one. */
  private synchronized void close(Batch batch) {
    if (waiting == batch) {
      waiting = new Batch();
    }
  }

  /** The thread does not run any more, could not begin, or has read nothing. */
  private void unread(Batch batch, @Nullable Throwable failure) {
    if (failure != null) {
      close(batch);
      batch.fail(failure);
    }
  }

  /**
   * A topic that cannot be read fails its own questions only.
   *
   * @throws RuntimeException if no topic could be read: that may be the consumer's fault
   */
  private boolean answer(Batch batch, Consumer<byte[], byte[]> consumer) {
    close(batch);
    Map<String, Map<End, List<Question>>> byTopic = new LinkedHashMap<>();
    for (Question each : batch.questions) {
      byTopic
          .computeIfAbsent(each.end.partition.topic(), topic -> new LinkedHashMap<>())
          .computeIfAbsent(each.end, end -> new ArrayList<>())
          .add(each);
    }
    RuntimeException last = null;
    int failed = 0;
    for (Map.Entry<String, Map<End, List<Question>>> topic : byTopic.entrySet()) {
      try {
        answer(new TopicTail(cluster, topic.getKey(), consumer), topic.getValue());
      } catch (RuntimeException e) {
        topic.getValue().values().stream()
            .flatMap(List::stream)
            .forEach(each -> each.answer.completeExceptionally(e)); // of the remaining partitions
        if (Thread.currentThread().isInterrupted()) {
          throw e; // closed
        }
        last = e;
        failed++;
      }
    }
    if (last != null && failed == byTopic.size()) {
      throw last;
    }
    return true;
  }

  /** One end of each partition at a time. */
  private void answer(TopicTail tail, Map<End, List<Question>> left) {
    while (!left.isEmpty()) {
      Map<Integer, End> ends = new HashMap<>();
      left.keySet().forEach(end -> ends.putIfAbsent(end.partition.partition(), end));
      Map<Integer, Range> ranges = new HashMap<>();
      ends.forEach((partition, end) -> ranges.put(partition, new Range(from(left, end), end.to)));
      Map<Integer, ConsumerRecord<byte[], byte[]>> found = tail.last(ranges);
      long now = System.nanoTime();
      ends.forEach(
          (partition, end) -> {
            ConsumerRecord<byte[], byte[]> record = found.get(partition);
            long last = record == null ? PinnedInput.NOTHING : record.offset();
            keep(end, new Known(from(left, end), last, now));
            left.getOrDefault(end, List.of())
                .forEach(each -> each.answer.complete(atLeast(each.from, last)));
          });
      left.keySet().removeAll(ends.values());
    }
  }

  private static long from(Map<End, List<Question>> all, End end) {
    return all.getOrDefault(end, List.of()).stream().mapToLong(Question::from).min().orElse(0);
  }

  private synchronized void keep(End end, Known answer) {
    known.remove(end);
    known.put(end, answer);
    Iterator<Known> oldest = known.values().iterator();
    while (oldest.hasNext()) {
      boolean isOld = answer.since - oldest.next().since > KEPT.toNanos();
      if (!isOld && known.size() <= KEPT_AT_MOST) {
        return;
      }
      oldest.remove();
    }
  }
}
