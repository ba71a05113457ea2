package io.twinroute.flink.source;

import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the partitions that it is given, of any input, and reports each before its first record.
 * Flink calls all of it in the task's own thread; only futures are completed by others.
 */
final class RouteReader implements SourceReader<SourceEvent, PartitionSplit> {

  private static final long NOT_OURS = -1;

  private final List<PinnedInput> inputs;
  private final Consumers consumers;
  private final FetcherThreads threads;
  private final Rest rest;
  private final Handover handover = new Handover();
  private final Map<Topic, Fetcher> fetchers = new TreeMap<>();

  /** For each input's partitions, the offset after the last emitted record. */
  private final long[][] next;

  private @Nullable Batch current;

  /** Makes the consumer of a topic. */
  @FunctionalInterface
  interface Consumers {
    Consumer<byte[], byte[]> of(int input, int topic);
  }

  /**
   * A topic of the route.
   *
   * @param topic its place among the input's
   */
  private record Topic(int input, int topic) implements Comparable<Topic> {

    @Override
    public int compareTo(Topic other) {
      return input != other.input
          ? Integer.compare(input, other.input)
          : Integer.compare(topic, other.topic);
    }
  }

  /**
   * @param consumers makes the consumer of a topic
   * @param reports receives the reports for the enumerator
   */
  RouteReader(
      List<PinnedInput> inputs,
      Consumers consumers,
      FetcherThreads threads,
      java.util.function.Consumer<Activity> reports) {
    this.inputs = inputs;
    this.consumers = consumers;
    this.threads = threads;
    this.rest = new Rest(reports);
    this.next = new long[inputs.size()][];
    for (int input = 0; input < next.length; input++) {
      next[input] = new long[inputs.get(input).partitions()];
      Arrays.fill(next[input], NOT_OURS);
    }
  }

  @Override
  public void addSplits(List<PartitionSplit> splits) {
    if (splits.isEmpty()) {
      return;
    }
    for (PartitionSplit split : splits) {
      next[split.input()][split.partition()] = split.next();
    }
    // Before a fetcher may read from them.
    handover.put(
        new Batch(
            splits.stream()
                .map(split -> new SourceEvent.Assigned(split.input(), split.partition()))
                .toArray(SourceEvent[]::new),
            () -> {}));
    splits.stream()
        .collect(Collectors.groupingBy(this::topic, TreeMap::new, Collectors.toList()))
        .forEach((topic, ofTopic) -> fetcher(topic).add(ofTopic));
  }

  private Topic topic(PartitionSplit split) {
    List<PinnedTopic> topics = inputs.get(split.input()).topics();
    int topic = topics.size() - 1;
    while (topics.get(topic).first() > split.partition()) {
      topic--;
    }
    return new Topic(split.input(), topic);
  }

  private Fetcher fetcher(Topic of) {
    return fetchers.computeIfAbsent(
        of,
        none ->
            new Fetcher(
                of.input(),
                inputs.get(of.input()).topics().get(of.topic()),
                () -> consumers.of(of.input(), of.topic()),
                handover,
                threads));
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceEvent> output) {
    Batch batch = current;
    if (batch == null) {
      batch = handover.poll();
      if (batch == null) {
        return InputStatus.NOTHING_AVAILABLE;
      }
    }
    rest.ends();
    SourceEvent event = batch.next();
    output.collect(event);
    if (event instanceof SourceEvent.Read read) {
      next[read.input()][read.record().partition()] = read.record().offset() + 1;
    } else if (event instanceof SourceEvent.Passed passed) {
      next[passed.input()][passed.partition()] = passed.offset() + 1;
    }
    current = batch.isTaken() ? null : batch;
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return current == null ? handover.available() : CompletableFuture.completedFuture(null);
  }

  @Override
  public List<PartitionSplit> snapshotState(long checkpointId) {
    rest.checkpoint(checkpointId);
    List<PartitionSplit> ours = new ArrayList<>();
    for (int input = 0; input < next.length; input++) {
      for (int p = 0; p < next[input].length; p++) {
        if (next[input][p] != NOT_OURS) {
          ours.add(new PartitionSplit(input, p, next[input][p]));
        }
      }
    }
    return ours;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    rest.complete(checkpointId);
  }

  @Override
  public void start() {}

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() throws InterruptedException {
    fetchers.values().forEach(Fetcher::close);
    for (Fetcher fetcher : fetchers.values()) {
      fetcher.awaitEnd();
    }
  }
}
