package io.twinroute.runtime.service.monitor;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.ready.RouteProgress;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.ClusterLoops.Outage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /health/readiness}: whether each route gets on and each cluster answers, and if not,
 * why. It replaces Micronaut's group of that name, which has the indicators of {@code /health}:
 * those show states, and this shows progress.
 */
@Controller("/health/readiness")
class ReadinessController {

  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  private final WatchedRoutes board;
  private final RouteMonitor monitor;

  ReadinessController(WatchedRoutes board, RouteMonitor monitor) {
    this.board = board;
    this.monitor = monitor;
  }

  /** 200, or 503 while a route is not ready. */
  @Get
  HttpResponse<Map<String, Object>> readiness() {
    Map<String, Object> routes = new LinkedHashMap<>();
    Set<Cluster> known = new LinkedHashSet<>();
    List<SupervisedRoute> running = board.routes();
    Map<String, Optional<String>> reasons = monitor.reasons();
    boolean ready = !running.isEmpty() || !board.disabled().isEmpty() || board.isStarting();
    for (SupervisedRoute route : running) {
      Optional<String> reason = reasons.getOrDefault(route.name(), Optional.empty());
      ready &= reason.isEmpty();
      routes.put(route.name(), entry(reason));
      known.addAll(RouteProgress.clusters(route.route()));
    }
    Map<String, Object> clusters = new LinkedHashMap<>();
    for (Cluster cluster : known) {
      clusters.put(cluster.alias(), entry(board.outage(cluster).map(ReadinessController::text)));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("name", "twinroute");
    answer.put("status", ready ? UP : DOWN);
    if (running.isEmpty()) {
      answer.put("reason", board.reason());
    }
    answer.put("details", Map.of("routes", routes, "clusters", clusters));
    return HttpResponse.<Map<String, Object>>status(
            ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(answer);
  }

  private static String text(Outage outage) {
    return "has not answered since %s".formatted(outage.since());
  }

  private static Map<String, Object> entry(Optional<String> reason) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("status", reason.isEmpty() ? UP : DOWN);
    reason.ifPresent(why -> entry.put("reason", why));
    return entry;
  }
}
