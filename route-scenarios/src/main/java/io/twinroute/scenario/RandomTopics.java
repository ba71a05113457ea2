package io.twinroute.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Which topics a side reads: one mostly, now and then several, of one cluster or of two. */
final class RandomTopics {

  private final Random random;

  RandomTopics(Random random) {
    this.random = random;
  }

  /** The topics of a side whose usual one is this. */
  List<ScenarioTopic> of(String cluster, String topic) {
    List<ScenarioTopic> topics = new ArrayList<>();
    topics.add(some(cluster, topic));
    if (random.nextInt(3) == 0) {
      topics.add(some(cluster.equals("east") ? "west" : "east", topic));
    }
    if (random.nextInt(5) == 0) {
      topics.add(random.nextInt(topics.size() + 1), some(cluster, topic + "-more"));
    }
    return topics;
  }

  private ScenarioTopic some(String cluster, String topic) {
    return new ScenarioTopic(cluster, topic, 1 + random.nextInt(3));
  }
}
