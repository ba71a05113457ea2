package io.twinroute.runtime.metrics;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * All metrics of routes. Labels have bounded values only: names that the route file has, partition
 * numbers, and the fixed sets of states and reasons.
 */
public enum Metric {
  READ("records.read", Kind.COUNTER, "Records read from the sources", Labels.ROUTE),
  RESULTS("results", Kind.COUNTER, "Results written", Labels.ROUTE),
  LATE("records.late", Kind.COUNTER, "Records that came too late, by reason", Labels.REASON),
  DEAD_LETTERS(
      "dead.letters", Kind.COUNTER, "Records and results that are dead letters", Labels.REASON),
  FILTERED(
      "records.filtered", Kind.COUNTER, "Records that an input's condition refused", Labels.ROUTE),
  LAG_RECORDS(
      "lag.records",
      Kind.GAUGE,
      "Offsets of a source partition whose results are not yet committed",
      Labels.PARTITION),
  LAG_SECONDS(
      "lag.seconds",
      Kind.GAUGE,
      "Age of the oldest record of a source partition whose results are not yet committed",
      Labels.PARTITION),
  ACCEPT_LAG_RECORDS(
      "accept.lag.records",
      Kind.GAUGE,
      "Offsets of a source partition that are not yet read",
      Labels.PARTITION),
  ACCEPT_LAG_SECONDS(
      "accept.lag.seconds",
      Kind.GAUGE,
      "Age of the oldest record of a source partition that is not yet read",
      Labels.PARTITION),
  MIRROR_LAG_RECORDS(
      "mirror.lag.records",
      Kind.GAUGE,
      "Offsets of a source partition that are not yet copied",
      Labels.PARTITION),
  MIRROR_LAG_SECONDS(
      "mirror.lag.seconds",
      Kind.GAUGE,
      "Age of the oldest record of a source partition that is not yet copied",
      Labels.PARTITION),
  WATERMARK("watermark.timestamp.seconds", Kind.GAUGE, "W, as seconds since 1970", Labels.ROUTE),
  WATERMARK_HELD(
      "watermark.held", Kind.GAUGE, "1 for the partition that holds W back", Labels.PARTITION),
  SOURCE_TRANSACTION_AGE(
      "source.transaction.age.seconds",
      Kind.GAUGE,
      "Age of the oldest transaction that has been open in a source partition for over 10 seconds",
      Labels.PARTITION),
  STATE("route.state", Kind.GAUGE, "1 for the state that the route is in", Labels.STATE),
  READY("route.ready", Kind.GAUGE, "1 while /health/readiness calls the route ready", Labels.ROUTE),
  CLUSTER_UP("cluster.up", Kind.GAUGE, "1 while the cluster answers", Labels.CLUSTER),
  COMMIT_AGE(
      "commit.age.seconds", Kind.GAUGE, "Time since the last commit or checkpoint", Labels.ROUTE),
  TRANSACTION_AGE(
      "transaction.age.seconds",
      Kind.GAUGE,
      "Age of the oldest open transaction that holds results; 0 if none does",
      Labels.ROUTE),
  CHECKPOINT_DURATION(
      "checkpoint.duration.seconds",
      Kind.GAUGE,
      "Duration of the last commit or checkpoint",
      Labels.ROUTE),
  CHECKPOINT_FAILURES(
      "checkpoint.failures", Kind.COUNTER, "Commits or checkpoints that failed", Labels.ROUTE),
  RESTARTS("restarts", Kind.COUNTER, "Starts of the route after a failure", Labels.ROUTE),
  REBALANCES(
      "rebalances",
      Kind.COUNTER,
      "Times that the route's tasks were distributed again",
      Labels.ROUTE),
  STATE_BYTES("state.bytes", Kind.GAUGE, "Size of the stored state", Labels.ROUTE),
  SAVEPOINT_BYTES("savepoint.bytes", Kind.GAUGE, "Size of the last savepoint", Labels.ROUTE),
  RECENT_BYTES("recent.bytes", Kind.GAUGE, "Size of the recent records on the heap", Labels.ROUTE);

  /** How values go: a counter only grows, but for a restart. */
  public enum Kind {
    COUNTER,
    GAUGE
  }

  /** The labels that several metrics have in common. */
  private static final class Labels {
    static final List<String> ROUTE = List.of("route", "engine");
    static final List<String> CLUSTER = List.of("engine", "cluster");
    static final List<String> REASON = List.of("route", "engine", "reason");
    static final List<String> STATE = List.of("route", "engine", "state");
    static final List<String> PARTITION =
        List.of("route", "engine", "cluster", "topic", "partition");
  }

  private final String meter;
  private final Kind kind;
  private final String help;
  private final List<String> labels;

  Metric(String name, Kind kind, String help, List<String> labels) {
    this.meter = "twinroute." + name;
    this.kind = kind;
    this.help = help;
    this.labels = labels;
  }

  /** Its name in the registry. */
  String meter() {
    return meter;
  }

  /** Its name for who scrapes. */
  public String exposed() {
    return meter.replace('.', '_') + (kind == Kind.COUNTER ? "_total" : "");
  }

  public Kind kind() {
    return kind;
  }

  /** What it says, in one phrase. */
  public String help() {
    return help;
  }

  public List<String> labels() {
    return labels;
  }

  /** A value with the values of its labels, in their order. */
  Sample of(DoubleSupplier value, String... labelValues) {
    return new Sample(this, Stream.of(labelValues).toList(), value);
  }
}
