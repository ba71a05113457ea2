package io.twinroute.it.faults;

import io.twinroute.config.plan.Engine;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long after a fault's end an engine writes again, by kind of fault. */
final class Recoveries {

  private final Map<FaultKind, Map<Engine, List<Duration>>> times = new TreeMap<>();

  void add(FaultKind kind, Map<Engine, Duration> recovered) {
    recovered.forEach(
        (engine, time) ->
            times
                .computeIfAbsent(kind, k -> new HashMap<>())
                .computeIfAbsent(engine, e -> new ArrayList<>())
                .add(time));
  }

  /** Lines of a Markdown table: a kind's p50 and p95 on each engine, in seconds. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| fault | times | Flink p50 | p95 | Kafka Streams p50 | p95 |");
    lines.add("|---|---|---|---|---|---|");
    times.forEach(
        (kind, byEngine) ->
            lines.add(
                "| %s | %d | %s | %s |"
                    .formatted(
                        kind.id(),
                        byEngine.get(FlinkEngine.ENGINE).size(),
                        quantiles(byEngine.get(FlinkEngine.ENGINE)),
                        quantiles(byEngine.get(StreamsEngine.ENGINE)))));
    return lines;
  }

  private static String quantiles(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    return "%.1f | %.1f".formatted(quantile(sorted, 0.5), quantile(sorted, 0.95));
  }

  /** By nearest rank. */
  private static double quantile(List<Duration> sorted, double rank) {
    int index = (int) Math.ceil(rank * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)).toMillis() / 1_000.0;
  }
}
