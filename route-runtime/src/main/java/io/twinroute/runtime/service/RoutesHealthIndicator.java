package io.twinroute.runtime.service;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.twinroute.runtime.progress.RouteStates;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.RouteStatus;
import io.twinroute.runtime.supervise.RouteWarning;
import io.twinroute.runtime.supervise.SupervisedRoute;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Each route's state and reason in {@code /health}: first those that are down, and before them the
 * counts of the states if there are many routes. Up while every route runs or has finished,
 * whatever the warnings; down while one of them restarts or has failed. A disabled route is shown,
 * but does not count.
 */
@Singleton
class RoutesHealthIndicator implements HealthIndicator {

  /** No route can have this name. */
  private static final String SUMMARY = ".summary";

  private final RouteBoard board;

  RoutesHealthIndicator(RouteBoard board) {
    this.board = board;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    List<SupervisedRoute> routes = board.routes();
    Map<String, Object> details = new LinkedHashMap<>();
    List<String> disabled = board.disabled();
    boolean started = !routes.isEmpty() || !disabled.isEmpty();
    if (!started) {
      details.put("reason", board.reason());
    }
    if (routes.size() > RouteStates.FEW) {
      details.put(SUMMARY, summary(routes));
    }
    Map<String, Object> well = new LinkedHashMap<>();
    boolean up = started;
    for (SupervisedRoute route : routes) {
      RouteStatus status = route.status();
      up &= status.state().isWell();
      (status.state().isWell() ? well : details).put(route.name(), details(route, status));
    }
    details.putAll(well);
    disabled.forEach(route -> details.putIfAbsent(route, ofDisabled()));
    return Publishers.just(
        HealthResult.builder("routes", up ? HealthStatus.UP : HealthStatus.DOWN)
            .details(details)
            .build());
  }

  /** In the order of other routes' details. */
  private static Map<String, Object> ofDisabled() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("state", RouteState.STOPPED.text());
    details.put("reason", "enabled: false in the route file");
    return details;
  }

  private static Map<String, Object> summary(List<SupervisedRoute> routes) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("routes", routes.size());
    RouteStates.of(routes).counts().forEach((state, count) -> summary.put(state.text(), count));
    return summary;
  }

  private Map<String, Object> details(SupervisedRoute route, RouteStatus status) {
    RouteCounts counts = route.counts();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("state", status.state().text());
    details.put("reason", status.reason());
    details.put("read", counts.read());
    details.put("results", counts.results());
    details.put("late", counts.late());
    details.put("deadLetters", counts.deadLetters());
    counts
        .timeHeld(route.route())
        .ifPresent(
            held -> {
              details.put("time", held.time());
              details.put("heldBackBy", held.partition());
            });
    Instant now = Instant.now();
    List<String> transactions =
        board.openTransactions(route.route()).stream().map(each -> each.text(now)).toList();
    if (!transactions.isEmpty()) {
      details.put("openTransactions", transactions);
    }
    if (!route.warnings().isEmpty()) {
      details.put("warnings", route.warnings().stream().map(RoutesHealthIndicator::text).toList());
    }
    return details;
  }

  private static Map<String, Object> text(RouteWarning warning) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("name", warning.name());
    text.put("reason", warning.reason());
    return text;
  }
}
