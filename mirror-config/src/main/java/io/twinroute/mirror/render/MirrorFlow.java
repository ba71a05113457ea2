package io.twinroute.mirror.render;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.connect.MirrorConnector;
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
    return String.join(separator, topics.stream().map(MirrorConnector::pattern).toList());
  }
}
