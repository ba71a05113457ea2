package io.twinroute.runtime.prepare;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure;
import io.twinroute.runtime.failure.Failure.Several;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Collects failures, so that all of them are reported at once. Not thread-safe. */
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
   * Checks several things side by side, and reports what is wrong with them in their order.
   *
   * @param check gets a thing, and where to report what is wrong with it
   * @throws RouteFailedException if this thread is interrupted, and then the rest is left out
   */
  <T> void collectAll(SideBySide workers, Collection<T> things, BiConsumer<T, Problems> check) {
    workers
        .map(
            things,
            thing -> {
              Problems ofOne = new Problems();
              ofOne.collect(() -> check.accept(thing, ofOne));
              return ofOne;
            })
        .forEach(ofOne -> ofOne.found.values().forEach(this::add));
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
