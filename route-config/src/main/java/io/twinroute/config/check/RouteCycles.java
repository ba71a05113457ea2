package io.twinroute.config.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which routes read what others write, and whether that comes back to where it began. */
final class RouteCycles {

  private final Map<String, Set<String>> readers = new LinkedHashMap<>();

  RouteCycles(List<ResolvedRoute> routes) {
    Map<TopicAddress, List<String>> readersByTopic = new HashMap<>();
    for (ResolvedRoute route : routes) {
      route
          .inputAddresses()
          .forEach(
              topic ->
                  readersByTopic.computeIfAbsent(topic, t -> new ArrayList<>()).add(route.name()));
    }
    for (ResolvedRoute route : routes) {
      Set<String> names = new LinkedHashSet<>();
      route
          .writtenTopics()
          .forEach(topic -> names.addAll(readersByTopic.getOrDefault(topic.address(), List.of())));
      readers.put(route.name(), names);
    }
  }

  /**
   * The shortest cycle from {@code start} over at least one other route: the names in the data's
   * order, without the return; empty if there is none.
   */
  List<String> through(String start) {
    Map<String, String> reachedFrom = new HashMap<>();
    Deque<String> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      String route = queue.remove();
      if (!route.equals(start) && readersOf(route).contains(start)) {
        return path(start, route, reachedFrom);
      }
      for (String reader : readersOf(route)) {
        if (!reader.equals(start) && reachedFrom.putIfAbsent(reader, route) == null) {
          queue.add(reader);
        }
      }
    }
    return List.of();
  }

  private Set<String> readersOf(String route) {
    return readers.getOrDefault(route, Set.of());
  }

  private static List<String> path(String start, String end, Map<String, String> reachedFrom) {
    List<String> path = new ArrayList<>();
    for (String route = end; !route.equals(start); route = reachedFrom.getOrDefault(route, start)) {
      path.add(route);
    }
    path.add(start);
    Collections.reverse(path);
    return path;
  }
}
