package io.twinroute.runtime.ready;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.SourcePartition;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.RouteStatus;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.supervise.TimeHeld;
import io.twinroute.runtime.watch.ClusterLoops.Outage;
import io.twinroute.runtime.watch.OpenTransaction;
import io.twinroute.runtime.watch.lag.Hop;
import io.twinroute.runtime.watch.lag.PartitionLag;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Judges whether a route gets on. What takes a moment, as a start or a short outage does, is no
 * reason, and neither is a route that has nothing to do. Not thread-safe.
 */
public final class RouteProgress {

  /** A start, a restart and a pause may take so long. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A cluster may fail to answer for so long. */
  static final Duration OUTAGE_PATIENCE = Duration.ofSeconds(30);

  /** A route that runs for so long has not failed again. */
  private static final Duration TRUSTED_AFTER = Duration.ofSeconds(30);

  private static final int COMMITS = 3;

  private record Place(SourcePartition source, Hop hop) {}

  private record Stay(long next, long nanos, Instant since) {}

  private final SupervisedRoute route;
  private final LongSupplier nanoTime;
  private final Supplier<Instant> clock;
  private final Set<Cluster> clusters;
  private final Map<Place, Stay> stays = new HashMap<>();

  /** Whether it has not run for a while since it started, or failed. */
  private boolean broken = true;

  private long brokenAt;
  private Instant brokenSince;

  /** How often it was seen to fail since then. */
  private int failures;

  private boolean restarting;

  /** Since when it has been at work. */
  private long workingSince;

  private boolean working;
  private long watermark = Long.MIN_VALUE;
  private long heldAt;
  private Instant heldSince;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public RouteProgress(SupervisedRoute route, LongSupplier nanoTime, Supplier<Instant> clock) {
    this.route = route;
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.clusters = clusters(route.route());
    this.brokenAt = nanoTime.getAsLong();
    this.brokenSince = clock.get();
    this.heldAt = brokenAt;
    this.heldSince = brokenSince;
  }

  /** The clusters that a route reads and writes. */
  public static Set<Cluster> clusters(PinnedRoute route) {
    Set<Cluster> clusters = new LinkedHashSet<>();
    SourcePartition.of(route).forEach(source -> clusters.add(source.cluster()));
    clusters.add(route.plan().output().cluster());
    return clusters;
  }

  /** Why the route is not ready, in one sentence; empty if it is. To be called every second. */
  public Optional<String> look(Surroundings now) {
    RouteStatus status = route.status();
    Optional<TimeHeld> held = route.counts().timeHeld(route.route());
    long reached = held.map(TimeHeld::watermark).orElse(Long.MIN_VALUE);
    if (reached != watermark || !status.state().isAtWork()) {
      watermark = reached;
      heldAt = nanoTime.getAsLong();
      heldSince = clock.get();
    }
    if (!status.state().isAtWork()) {
      stays.clear();
      working = false;
    }
    boolean restarts = status.state() == RouteState.RESTARTING;
    failures += restarts && !restarting ? 1 : 0;
    restarting = restarts;
    return switch (status.state()) {
      case FAILED -> Optional.of("failed: " + status.reason());
      case STOPPED, FINISHED -> Optional.empty();
      case STARTING, RESTARTING -> notRunning(status);
      case STALLED -> Optional.of(status.reason());
      case RUNNING -> running(now, held);
    };
  }

  private Optional<String> notRunning(RouteStatus status) {
    if (!broken) {
      broken = true;
      brokenAt = nanoTime.getAsLong();
      brokenSince = clock.get();
    }
    return isOver(brokenAt, PATIENCE)
        ? Optional.of("has not run since %s: %s".formatted(text(brokenSince), status.reason()))
        : Optional.empty();
  }

  private Optional<String> running(Surroundings now, Optional<TimeHeld> held) {
    if (!working) {
      working = true;
      workingSince = nanoTime.getAsLong();
    }
    if (isOver(workingSince, TRUSTED_AFTER)) {
      broken = false;
      failures = 0;
    }
    if (broken && failures > 1 && isOver(brokenAt, PATIENCE)) {
      return Optional.of("has failed again and again since " + text(brokenSince));
    }
    return outage(now, held).or(() -> stay(now)).or(() -> transaction(now, held));
  }

  private Optional<String> outage(Surroundings now, Optional<TimeHeld> held) {
    for (Cluster cluster : clusters) {
      Optional<Outage> outage = now.outages().apply(cluster);
      if (outage
          .filter(
              each -> Duration.between(each.since(), clock.get()).compareTo(OUTAGE_PATIENCE) >= 0)
          .isPresent()) {
        return Optional.of(
            held.filter(each -> each.partition().startsWith(cluster.alias() + "/"))
                .map(
                    each ->
                        "%s holds time back since %s: cluster %s does not answer"
                            .formatted(each.partition(), text(heldSince), cluster.alias()))
                .orElseGet(
                    () ->
                        "cluster %s has not answered since %s"
                            .formatted(cluster.alias(), text(outage.get().since()))));
      }
    }
    return Optional.empty();
  }

  /** A partition that has more, and of which nothing comes through. */
  private Optional<String> stay(Surroundings now) {
    Map<Place, Stay> before = Map.copyOf(stays);
    stays.clear();
    String longest = null;
    long since = Long.MAX_VALUE;
    for (PartitionLag lag : now.lags()) {
      if (!lag.isBehind()) {
        continue;
      }
      Place place = new Place(lag.source(), lag.hop());
      Stay stay = before.get(place);
      if (stay == null || stay.next() != lag.next()) {
        stay = new Stay(lag.next(), nanoTime.getAsLong(), clock.get());
      }
      stays.put(place, stay);
      if (isOver(stay.nanos(), patience(lag.hop())) && stay.nanos() < since) {
        since = stay.nanos();
        longest =
            "%s waits since %s: nothing of it is %s, and it holds more"
                .formatted(lag.source().address(), text(stay.since()), done(lag.hop()));
      }
    }
    return Optional.ofNullable(longest);
  }

  private static String done(Hop hop) {
    return switch (hop) {
      case MIRROR -> "copied";
      case ACCEPT -> "read";
      case COMMIT -> "committed";
    };
  }

  private Duration patience(Hop hop) {
    Duration commits =
        route.facts().commitInterval().map(each -> each.multipliedBy(COMMITS)).orElse(PATIENCE);
    return hop == Hop.COMMIT && commits.compareTo(PATIENCE) > 0 ? commits : PATIENCE;
  }

  private Optional<String> transaction(Surroundings now, Optional<TimeHeld> held) {
    List<OpenTransaction> open = now.transactions();
    if (held.isEmpty() || !isOver(heldAt, PATIENCE)) {
      return Optional.empty();
    }
    String partition = held.get().partition();
    return open.stream()
        .filter(
            each ->
                "%s/%s/%d"
                    .formatted(each.cluster(), each.topic(), each.partition())
                    .equals(partition))
        .findFirst()
        .map(
            each ->
                "%s holds time back since %s: a transaction is open there since %s"
                    .formatted(partition, text(heldSince), text(each.since())));
  }

  private boolean isOver(long since, Duration patience) {
    return nanoTime.getAsLong() - since >= patience.toNanos();
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
