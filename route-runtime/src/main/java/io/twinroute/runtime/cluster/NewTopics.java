package io.twinroute.runtime.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics that are to be created. */
public final class NewTopics {

  /** Brokers refuse requests for more than 10,000, and have to create them within one answer. */
  private static final int PARTITIONS_AT_ONCE = 1_000;

  private NewTopics() {}

  /** The same topics, in requests that brokers take: of a name, only one is in each. */
  public static List<List<NewTopic>> inRequests(Collection<NewTopic> topics) {
    List<List<NewTopic>> requests = new ArrayList<>();
    List<NewTopic> request = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int partitions = 0;
    for (NewTopic topic : topics) {
      int more = Math.max(1, topic.numPartitions());
      boolean isFull = !request.isEmpty() && partitions + more > PARTITIONS_AT_ONCE;
      if (isFull || names.contains(topic.name())) {
        requests.add(request);
        request = new ArrayList<>();
        names.clear();
        partitions = 0;
      }
      request.add(topic);
      names.add(topic.name());
      partitions += more;
    }
    if (!request.isEmpty()) {
      requests.add(request);
    }
    return requests;
  }
}
