package io.twinroute.config.change;

import io.twinroute.config.file.Problem;
import io.twinroute.config.key.RouteKeys;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes that a route's state does not allow under the route's name, as far as the file shows
 * them. What depends on the route's first start is compared with its pins, as at each start.
 */
final class RouteChanges {

  private RouteChanges() {}

  static List<Problem> of(RoutePlan before, RoutePlan after) {
    List<Problem> refused = new ArrayList<>();
    if (before.inputs().size() != after.inputs().size()) {
      String kind = after.keepsState() ? "join" : RouteKeys.INPUT;
      compare(after, kind, before.rule().type(), after.rule().type(), refused);
      return refused;
    }
    for (RouteInput input : after.inputs()) {
      RouteInput then = before.input(input.index());
      compare(after, then, input, refused);
    }
    compare(after, "join.type", before.rule().type(), after.rule().type(), refused);
    compare(
        after,
        "output.cluster",
        before.output().cluster().alias(),
        after.output().cluster().alias(),
        refused);
    compare(
        after, RouteKeys.DELIVERY.name(), before.delivery().id(), after.delivery().id(), refused);
    compare(
        after,
        RouteKeys.REPARTITION.name(),
        before.repartition().id(),
        after.repartition().id(),
        refused);
    return refused;
  }

  private static void compare(
      RoutePlan route, RouteInput before, RouteInput after, List<Problem> refused) {
    if (before.topics().size() > 1 || after.topics().size() > 1) {
      compare(route, after.name() + ".topics", before.addresses(), after.addresses(), refused);
      return;
    }
    SourceTopic then = before.topics().get(0);
    SourceTopic now = after.topics().get(0);
    compare(
        route, after.name() + ".cluster", then.cluster().alias(), now.cluster().alias(), refused);
    compare(route, after.name() + ".topic", then.topic(), now.topic(), refused);
  }

  private static void compare(
      RoutePlan route, String key, String before, String after, List<Problem> refused) {
    if (!before.equals(after)) {
      refused.add(
          new Problem(
              path(route, key),
              "'%s' cannot become '%s' under the same name; give the route a new name and a new output topic"
                  .formatted(before, after)));
    }
  }

  /**
   * A new name starts over, and its results would be there a second time: whoever only renames a
   * route has not meant that.
   */
  static List<Problem> renamed(List<RoutePlan> removed, List<RoutePlan> added, Engine engine) {
    List<Problem> refused = new ArrayList<>();
    for (RoutePlan route : added) {
      String topic = route.output().topic(engine);
      removed.stream()
          .filter(former -> former.output().cluster().equals(route.output().cluster()))
          .filter(former -> former.output().topics(engine).contains(topic))
          .findFirst()
          .ifPresent(
              former ->
                  refused.add(
                      new Problem(
                          path(route, "output.topic"),
                          "'%s' holds the results of route '%s', which this change stops, and a new name starts over; name a new topic"
                              .formatted(topic, former.name()))));
    }
    return refused;
  }

  private static String path(RoutePlan route, String key) {
    return Schema.ROUTES + "." + route.name() + "." + key;
  }
}
