package io.twinroute.runtime.engine;

import java.util.List;

/**
 * Topics on a route's target that are an engine's own, besides those whose names begin as {@link
 * io.twinroute.runtime.pin.RouteNames#prefix} says.
 *
 * @param names whole names
 * @param prefixes what the names of others begin with
 */
public record InternalTopics(List<String> names, List<String> prefixes) {

  /** None. */
  public static final InternalTopics NONE = new InternalTopics(List.of(), List.of());

  public InternalTopics {
    names = List.copyOf(names);
    prefixes = List.copyOf(prefixes);
  }
}
