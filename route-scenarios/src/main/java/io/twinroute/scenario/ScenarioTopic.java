package io.twinroute.scenario;

import io.twinroute.reference.SourceLog;
import java.util.ArrayList;
import java.util.List;

/**
 * A topic that a side of a scenario's route reads.
 *
 * @param cluster the alias of its cluster
 * @param partitions how many it has
 */
public record ScenarioTopic(String cluster, String topic, int partitions) {

  /** The topics of a side's logs, in their order; those of one topic follow each other. */
  static List<ScenarioTopic> of(List<SourceLog> logs) {
    List<ScenarioTopic> topics = new ArrayList<>();
    for (SourceLog log : logs) {
      if (log.partition() == 0) {
        topics.add(new ScenarioTopic(log.cluster(), log.topic(), 1));
      } else {
        int last = topics.size() - 1;
        topics.set(last, new ScenarioTopic(log.cluster(), log.topic(), log.partition() + 1));
      }
    }
    return topics;
  }

  /** Cluster alias and topic, as {@code east/orders}. */
  public String address() {
    return cluster + "/" + topic;
  }
}
