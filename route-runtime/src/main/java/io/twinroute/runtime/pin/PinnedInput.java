package io.twinroute.runtime.pin;

import io.twinroute.config.plan.RouteInput;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * One input with the offsets between which a run reads it. Index {@code i} of a list is partition
 * {@code i}.
 *
 * @param input the input
 * @param starts the offset each partition starts from, the same on either engine and in every run
 * @param ends with {@code --until-end}, the offset of the last record to process of each partition,
 *     {@link #NOTHING} where there is none; empty for a run without an end
 */
public record PinnedInput(RouteInput input, List<Long> starts, List<Long> ends)
    implements Serializable {

  /** The end of a partition that holds nothing to process. */
  public static final long NOTHING = -1;

  public PinnedInput {
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
  }

  /** How many partitions the topic had when the route first started. */
  public int partitions() {
    return starts.size();
  }

  /** A partition of the topic, as clients name it. */
  public TopicPartition partition(int partition) {
    return new TopicPartition(input.topic(), partition);
  }

  /** All partitions that the topic had when the route first started. */
  public Set<TopicPartition> allPartitions() {
    return IntStream.range(0, partitions()).mapToObj(this::partition).collect(Collectors.toSet());
  }

  /** How many partitions hold something to process before this run ends. */
  public int partitionsWithAnEnd() {
    return (int) ends.stream().filter(end -> end != NOTHING).count();
  }
}
