package io.twinroute.runtime.pin;

import io.twinroute.config.plan.SourceTopic;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic of an input with the offsets between which a run reads it. Index {@code i} of a list is
 * the topic's partition {@code i}.
 *
 * @param source the topic
 * @param first the number that the input gives the topic's partition 0
 * @param starts the offset each partition starts from, the same on either engine and in every run
 * @param ends with {@code --until-end}, the offset of the last record to process of each partition,
 *     {@link PinnedInput#NOTHING} where there is none; empty for a run without an end
 */
public record PinnedTopic(SourceTopic source, int first, List<Long> starts, List<Long> ends)
    implements Serializable {

  public PinnedTopic {
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
  }

  /** How many partitions the topic had when the route first started. */
  public int partitions() {
    return starts.size();
  }

  /** A partition of the topic, as clients name it. */
  public TopicPartition partition(int partition) {
    return new TopicPartition(source.topic(), partition);
  }

  /** All partitions that the topic had when the route first started. */
  public Set<TopicPartition> allPartitions() {
    return IntStream.range(0, partitions()).mapToObj(this::partition).collect(Collectors.toSet());
  }
}
