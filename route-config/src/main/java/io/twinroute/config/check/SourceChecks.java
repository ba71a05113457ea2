package io.twinroute.config.check;

import io.twinroute.config.file.Problems;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.SourceTopic;
import java.util.HashMap;
import java.util.Map;

/** Checks that a route reads each topic once: not twice on one side, and not on both. */
final class SourceChecks {

  private final Problems problems;

  SourceChecks(Problems problems) {
    this.problems = problems;
  }

  void check(ResolvedRoute route) {
    Map<TopicAddress, RouteInput> readers = new HashMap<>();
    route
        .inputs()
        .forEach(
            input -> {
              for (int i = 0; i < input.topics().size(); i++) {
                SourceTopic topic = input.topics().get(i);
                RouteInput other =
                    readers.putIfAbsent(TopicAddress.of(topic.cluster(), topic.topic()), input);
                if (other != null) {
                  problems.add(
                      route.source(input, i).path() + ".topic",
                      other.equals(input) ? twice(topic) : onBothSides(topic, other));
                }
              }
            });
  }

  private static String twice(SourceTopic topic) {
    return "'"
        + topic.topic()
        + "' of cluster '"
        + topic.cluster().alias()
        + "' is in the list already; name each topic once";
  }

  private static String onBothSides(SourceTopic topic, RouteInput other) {
    return "'"
        + topic.topic()
        + (other.topics().size() == 1
            ? "' is the " + other.name() + " topic too"
            : "' is one of the " + other.name() + " topics too")
        + "; a topic cannot be joined with itself";
  }
}
