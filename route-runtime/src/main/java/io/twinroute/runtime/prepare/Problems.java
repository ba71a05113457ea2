package io.twinroute.runtime.prepare;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure;
import io.twinroute.runtime.failure.Failure.Several;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects failures, so that all of them are told at once. */
final class Problems {

  private final Map<Failure, RouteFailedException> found = new LinkedHashMap<>();

  void collect(Runnable check) {
    try {
      check.run();
    } catch (RouteFailedException e) {
      add(e);
    }
  }

  void add(RouteFailedException failure) {
    found.putIfAbsent(failure.failure(), failure);
  }

  /**
   * @throws RouteFailedException if anything was collected: {@link Several}
   */
  void mustBeNone() {
    if (found.isEmpty()) {
      return;
    }
    throw new RouteFailedException(
        new Several(List.copyOf(found.keySet())), found.values().iterator().next());
  }
}
