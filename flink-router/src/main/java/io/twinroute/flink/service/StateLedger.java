package io.twinroute.flink.service;

import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.failure.Failure.Unresumable;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.runtime.pin.StatePlace;
import java.util.Optional;

/** Keeps a route from starting over because its state directory is gone. */
final class StateLedger {

  private final PinnedRoute route;
  private final StateDirectory state;
  private final StatePlace pinned;

  StateLedger(Clusters clusters, PinnedRoute route, StateDirectory state) {
    this.route = route;
    this.state = state;
    this.pinned = new StatePlace(clusters, route, FlinkEngine.ENGINE.id());
  }

  /**
   * To be called before a job is submitted. A directory is marked before the pins name it, so that
   * a route whose first run ended before its first checkpoint may still start from its pins.
   *
   * @param found whether the directory holds a checkpoint or savepoint to resume from
   * @throws RouteFailedException if the route has run before and its state is not there; permanent
   */
  void mustNotBeLost(boolean found) {
    Optional<String> before = pinned.remembered();
    if (found) {
      state.hasState();
    } else {
      before.ifPresent(
          place -> mustHaveHadNone(new StateDirectory(place, route), route.plan().name(), state));
      state.begin();
    }
    if (!before.equals(Optional.of(state.base()))) {
      pinned.remember(state.base());
    }
  }

  /**
   * The same, before anything is written for any route.
   *
   * @param earlier the pins of the route's first start
   * @throws RouteFailedException if the route has run before and its state is not there; permanent
   */
  static void mustNotBeLost(String route, RoutePins earlier, StateDirectory state) {
    if (state.newest().isEmpty()) {
      earlier
          .statePlace(FlinkEngine.ENGINE.id())
          .map(place -> new StateDirectory(place, route, earlier.incarnation()))
          .ifPresent(place -> mustHaveHadNone(place, route, state));
    }
  }

  /**
   * @param before where the route has run before
   */
  private static void mustHaveHadNone(StateDirectory before, String route, StateDirectory state) {
    if (!before.isBegun() || before.newest().isPresent()) {
      throw new RouteFailedException(
          new Unresumable(
              ("Route '%s' has run on Flink with its state in %s, and there is none in %s."
                      + " Restore the directory, correct twinroute.flink.state-dir, or give the route"
                      + " a new name and output, since it would write all its results again.")
                  .formatted(route, before.base(), state.base())));
    }
  }
}
