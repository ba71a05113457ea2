package io.twinroute.runtime.service;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.RouteStatus;
import io.twinroute.runtime.supervise.RouteWarning;
import io.twinroute.runtime.supervise.SupervisedRoute;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Each route's state and reason in {@code /health}. Up while every route runs or has done what it
 * was asked to, whatever the warnings; down while one of them restarts or has failed. A route that
 * is not enabled is shown, and counts for nothing.
 */
@Singleton
class RoutesHealthIndicator implements HealthIndicator {

  private static final Map<String, Object> DISABLED =
      Map.of("state", "stopped", "reason", "enabled: false in the route file");

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
    routes.forEach(route -> details.put(route.route().plan().name(), details(route)));
    disabled.forEach(route -> details.putIfAbsent(route, DISABLED));
    boolean up = started && routes.stream().allMatch(r -> isWell(r.status().state()));
    return Publishers.just(
        HealthResult.builder("routes", up ? HealthStatus.UP : HealthStatus.DOWN)
            .details(details)
            .build());
  }

  private static boolean isWell(RouteState state) {
    return state == RouteState.RUNNING
        || state == RouteState.FINISHED
        || state == RouteState.STOPPED;
  }

  private Map<String, Object> details(SupervisedRoute route) {
    RouteStatus status = route.status();
    RouteCounts counts = route.counts();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("state", status.state().name().toLowerCase(Locale.ROOT));
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
