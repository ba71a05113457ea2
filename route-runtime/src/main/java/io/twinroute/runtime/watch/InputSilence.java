package io.twinroute.runtime.watch;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import io.twinroute.semantics.accept.Silence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence for the silent partitions of an input, of each topic by its own cluster. {@link #of}
 * may be called from any thread.
 */
public final class InputSilence implements AutoCloseable {

  private final PinnedInput input;
  private final List<SilenceWatch> topics;

  /** By partition the place of its topic. */
  private final int[] topicOf;

  private InputSilence(PinnedInput input, List<SilenceWatch> topics) {
    this.input = input;
    this.topics = topics;
    this.topicOf = new int[input.partitions()];
    for (int i = 0; i < topics.size(); i++) {
      PinnedTopic topic = input.topics().get(i);
      for (int p = 0; p < topic.partitions(); p++) {
        topicOf[topic.first() + p] = i;
      }
    }
  }

  /**
   * Starts watching; never waits for a cluster.
   *
   * @throws IllegalArgumentException if the input forbids silence
   */
  public static InputSilence start(ClusterWatches clusters, PinnedInput input) {
    return new InputSilence(
        input,
        input.topics().stream()
            .map(topic -> SilenceWatch.start(clusters, input.input(), topic))
            .toList());
  }

  /**
   * The newest evidence that a partition is silent; null if there is none.
   *
   * @param partition as the input numbers it
   */
  public @Nullable Silence of(int partition) {
    int topic = topicOf[partition];
    return topics.get(topic).of(partition - input.topics().get(topic).first());
  }

  /** Ends the watches; returns at once. */
  @Override
  public void close() {
    topics.forEach(SilenceWatch::close);
  }
}
