package io.twinroute.semantics;

import static java.util.Map.entry;

import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.logic.MemoryState;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.time.Frontiers;
import java.util.Map;
import java.util.function.Function;

/** Runs whose time goes wrong. */
final class TimeDefects {

  private TimeDefects() {}

  static Map<String, Function<Scenario, RouteParts>> all() {
    return Map.ofEntries(
        entry("a frontier is one millisecond too far", TimeDefects::frontierTooFar),
        entry("an empty partition does not hold W back", TimeDefects::ignoresEmptyPartitions),
        entry("the right side does not hold W back", TimeDefects::ignoresRightSide),
        entry("records go before results are fixed", TimeDefects::removesBeforeItSettles));
  }

  private static RouteParts frontierTooFar(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      long frontier(int input, PartitionProgress progress) {
        long frontier = super.frontier(input, progress);
        return frontier == Frontiers.UNKNOWN ? frontier : frontier + 1;
      }
    };
  }

  private static RouteParts ignoresEmptyPartitions(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      long frontier(int input, PartitionProgress progress) {
        long frontier = super.frontier(input, progress);
        return frontier == Frontiers.UNKNOWN ? Long.MAX_VALUE : frontier;
      }
    };
  }

  private static RouteParts ignoresRightSide(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      long frontier(int input, PartitionProgress progress) {
        return input == Sides.RIGHT ? Long.MAX_VALUE : super.frontier(input, progress);
      }
    };
  }

  private static RouteParts removesBeforeItSettles(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      int reach(long watermark, MemoryState state, RouteLogic.Collector results) {
        int expired = state.expire(watermark);
        state.settle(watermark, results);
        return expired;
      }
    };
  }
}
