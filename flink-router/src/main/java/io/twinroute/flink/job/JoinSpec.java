package io.twinroute.flink.job;

import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.semantics.InnerJoin;
import io.twinroute.semantics.JoinWindow;
import io.twinroute.semantics.ResultFormat;
import java.io.Serializable;
import java.time.Duration;

/** What the join station needs to know of a route, as it travels to the task managers. */
record JoinSpec(
    Duration before,
    Duration after,
    String leftTopic,
    String leftAs,
    String rightTopic,
    String rightAs)
    implements Serializable {

  static JoinSpec of(RoutePlan plan) {
    return new JoinSpec(
        plan.window().before(),
        plan.window().after(),
        topic(plan.left()),
        plan.left().as(),
        topic(plan.right()),
        plan.right().as());
  }

  JoinWindow window() {
    return new JoinWindow(before, after);
  }

  InnerJoin join() {
    return new InnerJoin(window(), new ResultFormat(leftTopic, leftAs, rightTopic, rightAs));
  }

  private static String topic(SourceSide side) {
    return side.cluster().alias() + "/" + side.topic();
  }
}
