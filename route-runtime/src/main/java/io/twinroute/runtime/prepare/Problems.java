package io.twinroute.runtime.prepare;

import io.twinroute.runtime.RouteFailedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects failures, so that all of them are told at once. */
final class Problems {

  private final Map<String, RouteFailedException> found = new LinkedHashMap<>();

  void collect(Runnable check) {
    try {
      check.run();
    } catch (RouteFailedException e) {
      found.putIfAbsent(e.getMessage(), e);
    }
  }

  /**
   * @throws RouteFailedException if anything was collected; a permanent one if trying again cannot
   *     heal all of it
   */
  void mustBeNone() {
    if (found.isEmpty()) {
      return;
    }
    String all = String.join(System.lineSeparator(), found.keySet());
    if (found.values().stream().anyMatch(RouteFailedException::isPermanent)) {
      throw RouteFailedException.permanent(all);
    }
    throw new RouteFailedException(all, found.values().iterator().next());
  }
}
