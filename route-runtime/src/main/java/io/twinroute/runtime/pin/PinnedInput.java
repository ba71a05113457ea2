package io.twinroute.runtime.pin;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.semantics.record.SourcePartitions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One input with the offsets between which a run reads its topics. The input numbers the partitions
 * of all of them, see {@link SourcePartitions}; index {@code i} of a list is the partition with the
 * number {@code i}.
 *
 * @param input the input
 * @param topics its topics, in the input's order
 */
public record PinnedInput(RouteInput input, List<PinnedTopic> topics) implements Serializable {

  /** The end of a partition that holds nothing to process. */
  public static final long NOTHING = -1;

  /**
   * @throws IllegalArgumentException if these are not the input's topics
   */
  public PinnedInput {
    topics = List.copyOf(topics);
    if (!topics.stream().map(PinnedTopic::source).toList().equals(input.topics())) {
      throw new IllegalArgumentException(topics + " are not the topics of " + input);
    }
  }

  /**
   * An input with the offsets of its topics.
   *
   * @param starts by topic and partition
   * @param ends the same; each list empty for a run without an end
   */
  public static PinnedInput of(RouteInput input, List<List<Long>> starts, List<List<Long>> ends) {
    List<PinnedTopic> topics = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < starts.size(); i++) {
      topics.add(new PinnedTopic(input.topics().get(i), first, starts.get(i), ends.get(i)));
      first += starts.get(i).size();
    }
    return new PinnedInput(input, topics);
  }

  /** An input whose topics have not been looked at: as if each had one partition. */
  public static PinnedInput unseen(RouteInput input) {
    return of(
        input,
        input.topics().stream().map(topic -> List.of(0L)).toList(),
        input.topics().stream().map(topic -> List.<Long>of()).toList());
  }

  /** The start offset of each partition. */
  public List<Long> starts() {
    return topics.stream().flatMap(topic -> topic.starts().stream()).toList();
  }

  /** The last offset to process of each partition; empty for a run without an end. */
  public List<Long> ends() {
    return topics.stream().flatMap(topic -> topic.ends().stream()).toList();
  }

  /** How many partitions the topics had when the route first started. */
  public int partitions() {
    return topics.stream().mapToInt(PinnedTopic::partitions).sum();
  }

  /** How many partitions the topic with the most of them had. */
  public int mostPartitions() {
    return topics.stream().mapToInt(PinnedTopic::partitions).max().orElse(0);
  }

  /** Which partition of which topic each number is. */
  public SourcePartitions sources() {
    return SourcePartitions.of(
        topics.stream()
            .map(topic -> new SourcePartitions.Topic(topic.source().address(), topic.partitions()))
            .toList());
  }

  /** The topic of a partition. */
  public PinnedTopic topic(int partition) {
    for (PinnedTopic topic : topics) {
      if (partition < topic.first() + topic.partitions()) {
        return topic;
      }
    }
    throw new IllegalArgumentException("no partition " + partition + " of " + input);
  }

  /** How many partitions hold something to process before this run ends. */
  public int partitionsWithAnEnd() {
    return (int) ends().stream().filter(end -> end != NOTHING).count();
  }
}
