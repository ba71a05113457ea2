package io.twinroute.runtime.service;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.ClusterLoops;
import io.twinroute.runtime.watch.OpenTransactionWatch;
import io.twinroute.runtime.watch.TopicIdentityWatch;
import io.twinroute.runtime.watch.lag.LagWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The routes of this process with all that looks at them while they run. Not thread-safe. */
final class RunningRoutes implements AutoCloseable {

  private record Looked(SupervisedRoute route, StallAlarm stalls, RejectionAlarm rejections) {

    Looked(SupervisedRoute route) {
      this(route, new StallAlarm(route), new RejectionAlarm(route));
    }
  }

  /** A look takes a snapshot of a route's counts, and what is looked for takes minutes. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RouteBoard board;
  private final LongSupplier clock;
  private final ClusterLoops loops;
  private final TopicIdentityWatch identities;
  private final OpenTransactionWatch transactions;
  private final LagWatch lags;

  /** What the watch of the topics knows the routes by; it looks at them on threads of its own. */
  private final Map<PinnedRoute, SupervisedRoute> supervised = new ConcurrentHashMap<>();

  private List<Looked> looked = List.of();

  /** The names of all routes that this process has started. */
  private final Set<String> started = new HashSet<>();

  /** Whether a reload has left a route to wait for, so that the process stays. */
  private boolean mayHaveMore;

  private long lookedAt;

  RunningRoutes(Clusters clusters, Engine engine, RouteBoard board) {
    this(clusters, engine, board, System::nanoTime);
  }

  /**
   * @param clock in nanoseconds, and never goes back
   */
  RunningRoutes(Clusters clusters, Engine engine, RouteBoard board, LongSupplier clock) {
    this.board = board;
    this.clock = clock;
    this.lookedAt = clock.getAsLong();
    this.loops = new ClusterLoops(clusters);
    this.identities = new TopicIdentityWatch(loops, engine, this::unfit);
    this.transactions = new OpenTransactionWatch(loops);
    this.lags = new LagWatch(loops, transactions::committedEnds); // after what it asks
    board.show(loops, transactions, lags);
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
   * @param ending the names of those that are to end, and have not yet
   */
  void change(
      Collection<SupervisedRoute> ended,
      List<SupervisedRoute> ready,
      RouteFile file,
      Set<String> ending) {
    List<Looked> now = new ArrayList<>(looked);
    now.removeIf(each -> ended.contains(each.route()));
    ready.forEach(route -> now.add(new Looked(route)));
    List<String> order = file.routes().stream().map(RoutePlan::name).toList();
    now.sort(Comparator.comparingInt(each -> order.indexOf(name(each.route()))));
    looked = List.copyOf(now);
    board.show(all());
    List<String> disabled =
        file.routes().stream().filter(route -> !route.enabled()).map(RoutePlan::name).toList();
    board.showDisabled(disabled);
    mayHaveMore = !ending.isEmpty() || !Collections.disjoint(disabled, started);
    ready.forEach(route -> started.add(name(route)));
    ready.forEach(SupervisedRoute::start);
    watchNoMore(ended.stream().map(SupervisedRoute::route).toList());
    lags.remove(ended);
    ready.forEach(route -> supervised.put(route.route(), route));
    watch(ready.stream().map(SupervisedRoute::route).toList());
    lags.add(ready);
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
    long now = clock.getAsLong();
    if (now - lookedAt < PAUSE.toNanos()) {
      return;
    }
    lookedAt = now;
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

  /**
   * Whether there are routes, and nothing more will happen to any of them. Something may as long as
   * one that has run is disabled, or has yet to end and to be taken over as the file has it.
   */
  boolean haveEnded() {
    return !mayHaveMore
        && !looked.isEmpty()
        && looked.stream().allMatch(each -> each.route().status().state().isFinal());
  }

  /** Ends what looks at the routes; they run on. */
  @Override
  public void close() {
    loops.close();
  }
}
