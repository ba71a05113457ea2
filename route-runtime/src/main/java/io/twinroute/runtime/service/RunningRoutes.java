package io.twinroute.runtime.service;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.OpenTransactionWatch;
import io.twinroute.runtime.watch.TopicIdentityWatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The routes of this process with all that looks at them while they run. Not thread-safe. */
final class RunningRoutes implements AutoCloseable {

  private record Looked(SupervisedRoute route, StallAlarm stalls, RejectionAlarm rejections) {

    Looked(SupervisedRoute route) {
      this(route, new StallAlarm(route), new RejectionAlarm(route));
    }
  }

  private final RouteBoard board;
  private final TopicIdentityWatch identities;
  private final OpenTransactionWatch transactions;

  /** What the watch of the topics knows the routes by; it looks at them on threads of its own. */
  private final Map<PinnedRoute, SupervisedRoute> supervised = new ConcurrentHashMap<>();

  private List<Looked> looked = List.of();

  RunningRoutes(Clusters clusters, Engine engine, RouteBoard board) {
    this.board = board;
    this.identities = TopicIdentityWatch.start(clusters, List.of(), engine, this::unfit);
    this.transactions = OpenTransactionWatch.start(clusters, List.of());
    board.show(transactions);
  }

  /** Unless the route has just left. */
  private void unfit(PinnedRoute route, String reason) {
    Optional.ofNullable(supervised.get(route)).ifPresent(each -> each.fail(reason));
  }

  /** All of them, in the file's order. */
  List<SupervisedRoute> all() {
    return looked.stream().map(Looked::route).toList();
  }

  /** Those with these names. */
  List<SupervisedRoute> named(Collection<String> names) {
    return all().stream().filter(route -> names.contains(name(route))).toList();
  }

  static String name(SupervisedRoute route) {
    return route.route().plan().name();
  }

  /**
   * Starts routes, and forgets others.
   *
   * @param ended what is forgotten
   * @param ready what is started
   * @param file says in which order they are shown, and what is shown besides
   */
  void change(Collection<SupervisedRoute> ended, List<SupervisedRoute> ready, RouteFile file) {
    List<Looked> now = new ArrayList<>(looked);
    now.removeIf(each -> ended.contains(each.route()));
    ready.forEach(route -> now.add(new Looked(route)));
    List<String> order = file.routes().stream().map(RoutePlan::name).toList();
    now.sort(Comparator.comparingInt(each -> order.indexOf(name(each.route()))));
    looked = List.copyOf(now);
    board.show(all());
    board.showDisabled(
        file.routes().stream().filter(route -> !route.enabled()).map(RoutePlan::name).toList());
    ready.forEach(SupervisedRoute::start);
    watchNoMore(ended.stream().map(SupervisedRoute::route).toList());
    ready.forEach(route -> supervised.put(route.route(), route));
    watch(ready.stream().map(SupervisedRoute::route).toList());
  }

  private void watchNoMore(List<PinnedRoute> routes) {
    routes.forEach(supervised::remove);
    identities.remove(routes);
    transactions.remove(routes);
  }

  private void watch(List<PinnedRoute> routes) {
    identities.add(routes);
    transactions.add(routes);
  }

  /** To be called often. */
  void tick() {
    looked.forEach(
        each -> {
          each.stalls().tick();
          each.rejections().tick();
        });
  }

  /** A last look at what the routes have rejected: a short run is over before its first tick. */
  void lookOnceMore() {
    looked.forEach(each -> each.rejections().tick());
  }

  /** Whether there are routes, and nothing more will happen to any of them. */
  boolean haveEnded() {
    return !looked.isEmpty()
        && looked.stream().allMatch(each -> each.route().status().state().isFinal());
  }

  /** Ends what looks at the routes; they run on. */
  @Override
  public void close() {
    identities.close();
    transactions.close();
  }
}
