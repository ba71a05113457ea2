package io.twinroute.runtime.metrics;

import io.twinroute.config.plan.Engine;
import io.twinroute.runtime.pin.SourcePartition;
import io.twinroute.runtime.supervise.EngineFacts;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.OpenTransaction;
import io.twinroute.runtime.watch.lag.PartitionLag;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.time.Frontiers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** The values of one route, as they are known now; ages continue to grow until the next time. */
public final class RouteSamples {

  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  /** The reason of dead letters in place of results, whose headers name the reason. */
  private static final String UNWRITTEN = "unwritten-result";

  private final LongSupplier clock;
  private final LongSupplier nanoTime;
  private final List<Sample> samples = new ArrayList<>();
  private final String route;
  private final String engine;

  private RouteSamples(String route, Engine engine, LongSupplier clock, LongSupplier nanoTime) {
    this.route = route;
    this.engine = engine.id();
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * What is known of a route.
   *
   * @param clock in milliseconds since 1970
   * @param nanoTime as {@link System#nanoTime}
   */
  public static List<Sample> of(
      SupervisedRoute route,
      Engine engine,
      List<PartitionLag> lags,
      List<OpenTransaction> transactions,
      boolean ready,
      LongSupplier clock,
      LongSupplier nanoTime) {
    RouteSamples all = new RouteSamples(route.name(), engine, clock, nanoTime);
    RouteCounts counts = route.counts();
    all.add(counts);
    all.add(route, counts);
    lags.forEach(all::add);
    transactions.forEach(all::add);
    all.add(Metric.READY, ready ? 1 : 0);
    all.add(Metric.RESTARTS, route.restarts());
    for (RouteState state : RouteState.values()) {
      double is = route.status().state() == state ? 1 : 0;
      all.add(Metric.STATE, () -> is, state.text());
    }
    all.add(route.facts());
    return all.samples;
  }

  private void add(RouteCounts counts) {
    add(Metric.READ, counts.read());
    add(Metric.RESULTS, counts.results());
    for (Rejection reason : Rejection.values()) {
      long count = counts.rejected().counts().getOrDefault(reason, 0L);
      if (reason.destination() == Destination.LATE) {
        add(Metric.LATE, () -> count, reason.reason());
      } else if (reason.destination() == Destination.DEAD_LETTERS) {
        add(Metric.DEAD_LETTERS, () -> count, reason.reason());
      } else if (reason == Rejection.FILTERED) {
        add(Metric.FILTERED, count);
      }
    }
    add(Metric.DEAD_LETTERS, counts::unwrittenResults, UNWRITTEN);
  }

  private void add(SupervisedRoute route, RouteCounts counts) {
    counts
        .timeHeld(route.route())
        .ifPresent(
            held -> {
              if (held.watermark() != Frontiers.UNKNOWN) {
                add(Metric.WATERMARK, held.watermark() / MILLIS);
              }
              SourcePartition.of(route.route()).stream()
                  .filter(source -> source.address().equals(held.partition()))
                  .findFirst()
                  .ifPresent(source -> add(Metric.WATERMARK_HELD, () -> 1, source));
            });
  }

  private void add(PartitionLag lag) {
    Metric records =
        switch (lag.hop()) {
          case MIRROR -> Metric.MIRROR_LAG_RECORDS;
          case ACCEPT -> Metric.ACCEPT_LAG_RECORDS;
          case COMMIT -> Metric.LAG_RECORDS;
        };
    Metric seconds =
        switch (lag.hop()) {
          case MIRROR -> Metric.MIRROR_LAG_SECONDS;
          case ACCEPT -> Metric.ACCEPT_LAG_SECONDS;
          case COMMIT -> Metric.LAG_SECONDS;
        };
    add(records, lag::records, lag.source());
    if (!lag.isBehind() || lag.oldest().isPresent()) {
      add(seconds, () -> lag.ageMillis(clock.getAsLong()) / MILLIS, lag.source());
    }
  }

  private void add(OpenTransaction open) {
    Instant since = open.since();
    samples.add(
        Metric.SOURCE_TRANSACTION_AGE.of(
            () -> Math.max(0, clock.getAsLong() - since.toEpochMilli()) / MILLIS,
            route,
            engine,
            open.cluster(),
            open.topic(),
            Integer.toString(open.partition())));
  }

  private void add(EngineFacts facts) {
    facts.committedAt().ifPresent(at -> add(Metric.COMMIT_AGE, since(at)));
    facts
        .openSince()
        .ifPresentOrElse(
            at -> add(Metric.TRANSACTION_AGE, since(at)),
            () -> facts.committedAt().ifPresent(at -> add(Metric.TRANSACTION_AGE, 0)));
    facts
        .commitDuration()
        .ifPresent(took -> add(Metric.CHECKPOINT_DURATION, took.toNanos() / NANOS));
    add(Metric.CHECKPOINT_FAILURES, facts.failedCommits());
    add(Metric.REBALANCES, facts.rebalances());
    add(Metric.STATE_BYTES, facts.stateBytes());
    add(Metric.SAVEPOINT_BYTES, facts.savepointBytes());
    add(Metric.RECENT_BYTES, facts.recentBytes());
  }

  private DoubleSupplier since(long nanos) {
    return () -> Math.max(0, nanoTime.getAsLong() - nanos) / NANOS;
  }

  private void add(Metric metric, OptionalLong value) {
    value.ifPresent(known -> add(metric, known));
  }

  private void add(Metric metric, double value) {
    add(metric, () -> value);
  }

  private void add(Metric metric, DoubleSupplier value) {
    samples.add(metric.of(value, route, engine));
  }

  private void add(Metric metric, DoubleSupplier value, String label) {
    samples.add(metric.of(value, route, engine, label));
  }

  private void add(Metric metric, DoubleSupplier value, SourcePartition source) {
    samples.add(
        metric.of(
            value,
            route,
            engine,
            source.cluster().alias(),
            source.at().topic(),
            Integer.toString(source.at().partition())));
  }
}
