package io.twinroute.runtime.pin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.failure.Changed.OtherSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed of one input when a route first starts.
 *
 * @param topics its topics, in the input's order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InputPins(List<TopicPins> topics) {

  /**
   * @throws IllegalArgumentException if there is no topic: an earlier build wrote them otherwise
   */
  public InputPins(@Nullable List<TopicPins> topics) {
    if (topics == null || topics.isEmpty()) {
      throw new IllegalArgumentException("an input without a topic");
    }
    this.topics = List.copyOf(topics);
  }

  /** Whether it reads a topic, which is named with its cluster's alias. */
  public boolean reads(String topic) {
    return topics.stream().anyMatch(each -> each.topic().equals(topic));
  }

  /** By topic the start offset of each partition. */
  public List<List<Long>> starts() {
    return topics.stream().map(TopicPins::starts).toList();
  }

  /**
   * Checks that this input still reads the very topics that it was pinned to, in that order. The
   * route's state is about their offsets, and numbers their partitions, so with others it is
   * another route.
   *
   * @param now what is there of each topic that the input names, in their order
   * @throws RouteFailedException if it does not
   */
  void mustFit(String route, List<FoundTopic> now) {
    List<String> names = now.stream().map(FoundTopic::name).toList();
    List<String> then = topics.stream().map(TopicPins::topic).toList();
    if (!then.equals(names)) {
      throw new RouteFailedException(
          new OtherSource(route, String.join(", ", then), String.join(", ", names)));
    }
    for (int i = 0; i < topics.size(); i++) {
      topics.get(i).mustFit(route, now.get(i));
    }
  }
}
