package io.twinroute.flink.source;

import io.twinroute.runtime.cluster.SourceReadException;
import io.twinroute.runtime.pin.PinnedTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of one topic that a reader has been given, with a consumer of its own, on
 * {@link FetcherThreads}: at most one at a time. It pauses while the task has not taken what it has
 * read.
 */
final class Fetcher {

  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

  /** The most batches that the task has not taken: as many as in Flink's own sources. */
  private static final int MOST_READY = 2;

  private static final Duration FIRST_REST = Duration.ofMillis(1);
  private static final Duration END = Duration.ofSeconds(1);
  private static final Duration END_PATIENCE = Duration.ofSeconds(30);

  private final int input;
  private final PinnedTopic topic;
  private final Supplier<Consumer<byte[], byte[]>> client;
  private final Handover handover;
  private final FetcherThreads threads;

  private final Queue<PartitionSplit> added = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ready = new AtomicInteger();

  /** Whether it is idle until it is woken. */
  private final AtomicBoolean asleep = new AtomicBoolean(true);

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;

  // Used only by the thread that runs this.
  private @Nullable Consumer<byte[], byte[]> consumer;
  private Duration rest = Duration.ZERO;

  Fetcher(
      int input,
      PinnedTopic topic,
      Supplier<Consumer<byte[], byte[]>> client,
      Handover handover,
      FetcherThreads threads) {
    this.input = input;
    this.topic = topic;
    this.client = client;
    this.handover = handover;
    this.threads = threads;
    threads.join();
  }

  /** Adds these partitions, each from its next offset. */
  void add(List<PartitionSplit> splits) {
    added.addAll(splits);
    wake();
  }

  private void wake() {
    if (asleep.compareAndSet(true, false)) {
      threads.execute(this::run);
    }
  }

  private void run() {
    Duration pause = closed ? null : fetch();
    if (pause != null) {
      threads.schedule(this::run, pause);
      return;
    }
    if (closed) {
      end();
      return;
    }
    asleep.set(true);
    if (closed || mayRead()) {
      wake();
    }
  }

  private boolean mayRead() {
    return ready.get() < MOST_READY;
  }

  /** How long to rest before the next time; null: until woken. */
  private @Nullable Duration fetch() {
    try {
      Consumer<byte[], byte[]> open = assigned();
      ConsumerRecords<byte[], byte[]> records = open.poll(threads.patience());
      if (records.isEmpty()) {
        // Records beyond a run's end are hidden, but still read.
        rest = records.nextOffsets().isEmpty() ? longer(rest) : Duration.ZERO;
        return rest;
      }
      rest = Duration.ZERO;
      ready.incrementAndGet();
      handover.put(new Batch(SourceEvents.of(input, topic.first(), records), this::taken));
      return mayRead() ? rest : null;
    } catch (RuntimeException | Error e) {
      handover.fail(new SourceReadException(topic.source().cluster().alias(), e));
      closed = true;
      return null;
    }
  }

  private Duration longer(Duration last) {
    if (!threads.patience().isZero()) {
      return Duration.ZERO; // the poll has already waited for the cluster
    }
    Duration next = last.isZero() ? FIRST_REST : last.multipliedBy(2);
    Duration longest = threads.longestRest();
    return next.compareTo(longest) > 0 ? longest : next;
  }

  private Consumer<byte[], byte[]> assigned() {
    Consumer<byte[], byte[]> open = consumer;
    if (open == null) {
      open = client.get();
      consumer = open;
    }
    if (!added.isEmpty()) {
      List<PartitionSplit> splits = new ArrayList<>();
      for (PartitionSplit split = added.poll(); split != null; split = added.poll()) {
        splits.add(split);
      }
      List<TopicPartition> all = new ArrayList<>(open.assignment());
      splits.forEach(split -> all.add(partition(split)));
      open.assign(all);
      for (PartitionSplit split : splits) {
        open.seek(partition(split), split.next());
      }
    }
    return open;
  }

  private TopicPartition partition(PartitionSplit split) {
    return topic.partition(split.partition() - topic.first());
  }

  /** The task has taken a batch. */
  private void taken() {
    ready.decrementAndGet();
    wake();
  }

  private void end() {
    try {
      if (consumer != null) {
        consumer.close(CloseOptions.timeout(END));
      }
    } catch (RuntimeException e) {
      LOG.debug("topic={} its consumer did not end in order", topic.source().address(), e);
    } finally {
      threads.leave();
      ended.countDown();
    }
  }

  /** Ends the reading; returns at once. */
  void close() {
    closed = true;
    wake();
  }

  /** Waits until the consumer is closed, after {@link #close}. */
  void awaitEnd() throws InterruptedException {
    if (!ended.await(END_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn(
          "topic={} its consumer does not end; the task does not wait any longer",
          topic.source().address());
    }
  }
}
