package io.twinroute.runtime.metrics;

import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.pin.SourcePartition;
import io.twinroute.runtime.supervise.EngineFacts;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.supervise.WatchedRunner;
import io.twinroute.runtime.watch.OpenTransaction;
import io.twinroute.runtime.watch.lag.Hop;
import io.twinroute.runtime.watch.lag.PartitionLag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the real registry serves of a route of which everything is known.
 *
 * @param text as it is scraped
 */
record FullScrape(String text) {

  private static final Pattern LINE = Pattern.compile("(twinroute_\\w+)\\{([^}]*)} \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  static FullScrape of(Engine engine) {
    WatchedRunner runner = new WatchedRunner();
    SupervisedRoute route =
        new SupervisedRoute(
            Routes.endless(Routes.plan(), 1),
            runner,
            new RestartSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
    route.start();
    await().until(() -> route.status().state() == RouteState.RUNNING);
    runner.at(
        new InputPositions(List.of(1L), List.of(5L)), new InputPositions(List.of(1L), List.of(9L)));
    OptionalLong some = OptionalLong.of(1);
    runner.facts =
        new EngineFacts(
            some,
            some,
            Optional.of(Duration.ofSeconds(1)),
            some,
            some,
            some,
            some,
            some,
            Optional.of(Duration.ofSeconds(1)));
    SourcePartition source = SourcePartition.of(route.route()).get(0);
    List<PartitionLag> lags =
        Arrays.stream(Hop.values())
            .map(hop -> new PartitionLag(source, hop, 1, 2, OptionalLong.of(3)))
            .toList();
    OpenTransaction open =
        new OpenTransaction(
            "east", "orders", 0, 1, Instant.EPOCH, true, Optional.of("somebody's id"));
    List<Sample> samples =
        new ArrayList<>(
            RouteSamples.of(
                route,
                engine,
                lags,
                List.of(open),
                true,
                System::currentTimeMillis,
                System::nanoTime));
    samples.add(new Sample(Metric.CLUSTER_UP, List.of(engine.id(), "east"), () -> 1));
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new Meters(registry).show(samples);
    route.requestStop();
    return new FullScrape(registry.scrape());
  }

  /** Of each metric its labels. */
  Map<String, Set<String>> labels() {
    Map<String, Set<String>> labels = new TreeMap<>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(
            line -> {
              Set<String> ofMetric = labels.computeIfAbsent(line.group(1), one -> new TreeSet<>());
              LABEL.matcher(line.group(2)).results().forEach(one -> ofMetric.add(one.group(1)));
            });
    return labels;
  }

  /** Whether a metric has this label with this value. */
  boolean has(String metric, String label, String value) {
    return text.lines()
        .anyMatch(
            line -> line.startsWith(metric + "{") && line.contains(label + "=\"" + value + "\""));
  }
}
