package io.twinroute.mirror.render;

import io.twinroute.config.plan.Cluster;
import java.util.List;

/**
 * What one connector copies.
 *
 * @param topics the source topics' plain names, each once
 * @param exactlyOnce whether every route that reads a copy asks for it
 */
record MirrorFlow(Cluster source, Cluster target, List<String> topics, boolean exactlyOnce) {

  MirrorFlow {
    topics = List.copyOf(topics);
  }

  /** The topics as MirrorMaker takes them: a list of regular expressions. */
  String topicsPattern(String separator) {
    // Of all characters that a topic's name may hold, only the dot means something else there.
    return String.join(separator, topics.stream().map(topic -> topic.replace(".", "\\.")).toList());
  }
}
