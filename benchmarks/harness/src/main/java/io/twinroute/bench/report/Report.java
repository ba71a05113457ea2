package io.twinroute.bench.report;

import io.twinroute.bench.contestant.Cell;
import io.twinroute.bench.load.Latencies;
import io.twinroute.bench.measure.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Files about a cell: each run as a line of CSV, tables in Markdown, plots. */
public final class Report {

  private final Path folder;

  public Report(Path folder) {
    this.folder = folder;
  }

  public void write(Cell cell, List<Measured> measured, List<Latencies> latencies)
      throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(cell.name() + ".csv"), csv(measured));
    List<String> tables = new ArrayList<>(contestants(measured));
    tables.add("");
    Ratios ratios = new Ratios(measured);
    tables.addAll(ratios(ratios));
    if (!ratios.toBaseline().isEmpty()) {
      tables.add("");
      tables.addAll(toBaseline(ratios));
    }
    Plots.throughput(cell, medians(measured), folder.resolve(cell.name() + ".png"));
    if (!latencies.isEmpty()) {
      tables.add("");
      tables.addAll(latencies(latencies));
      Plots.latency(cell, latencies, folder.resolve(cell.name() + "-latency.png"));
    }
    Files.write(folder.resolve(cell.name() + ".md"), tables);
  }

  private static List<String> csv(List<Measured> measured) {
    return Stream.concat(
            Stream.of(
                "contestant,records,seconds,engine_cpu_s,mirror_cpu_s,brokers_cpu_s,"
                    + "engine_allocated_bytes,mirror_allocated_bytes,"
                    + "engine_peak_rss_bytes,mirror_peak_rss_bytes,hash"),
            measured.stream()
                .map(
                    m ->
                        String.format(
                            Locale.ROOT,
                            "%s,%.0f,%.3f,%.2f,%.2f,%.2f,%d,%d,%d,%d,%x",
                            m.contestant(),
                            m.records(),
                            m.seconds(),
                            m.used().engine().toNanos() / 1e9,
                            m.used().mirror().toNanos() / 1e9,
                            m.used().brokers().toNanos() / 1e9,
                            m.used().engineBytes(),
                            m.used().mirrorBytes(),
                            m.engineMemory(),
                            m.mirrorMemory(),
                            m.hash())))
        .toList();
  }

  private static List<String> contestants(List<Measured> measured) {
    List<String> rows = new ArrayList<>();
    rows.add(
        "| contestant | records/s | least | most | engine us | mirror us | brokers us"
            + " | allocated by engine, B | by mirror, B | peak of engine, MiB | of mirror, MiB |");
    rows.add("|---|---|---|---|---|---|---|---|---|---|---|");
    for (Median median : medians(measured)) {
      rows.add(
          String.format(
              Locale.ROOT,
              "| `%s` | %,.0f | %,.0f | %,.0f | %.1f | %.1f | %.1f | %,.0f | %,.0f | %,.0f | %,.0f"
                  + " |",
              median.contestant(),
              median.perSecond(),
              median.least(),
              median.most(),
              median.of(Measured::engineMicros),
              median.of(Measured::mirrorMicros),
              median.of(Measured::brokerMicros),
              median.of(Measured::engineAllocated),
              median.of(Measured::mirrorAllocated),
              median.of(Measured::engineMebibytes),
              median.of(Measured::mirrorMebibytes)));
    }
    return rows;
  }

  private static List<String> ratios(Ratios ratios) {
    List<String> rows = new ArrayList<>();
    rows.add("| ratio | median | least | most | rounds |");
    rows.add("|---|---|---|---|---|");
    for (Ratio ratio : ratios.spread()) {
      rows.add(
          String.format(
              Locale.ROOT,
              "| `%s` | %.2f | %.2f | %.2f | %d |",
              ratio.name(),
              ratio.median(),
              ratio.least(),
              ratio.most(),
              ratio.rounds()));
    }
    return rows;
  }

  private static List<String> toBaseline(Ratios ratios) {
    List<String> rows = new ArrayList<>();
    rows.add("| ratio | median | least | most | A/A from | to | it is | rounds |");
    rows.add("|---|---|---|---|---|---|---|---|");
    for (BaselineRatio each : ratios.toBaseline()) {
      rows.add(
          String.format(
              Locale.ROOT,
              "| `%s` | %.3f | %.3f | %.3f | %.3f | %.3f | %s | %d |",
              each.ratio().name(),
              each.ratio().median(),
              each.ratio().least(),
              each.ratio().most(),
              each.unchanged().low(),
              each.unchanged().high(),
              each.verdict().text(),
              each.ratio().rounds()));
    }
    return rows;
  }

  private static List<String> latencies(List<Latencies> latencies) {
    List<String> rows = new ArrayList<>();
    rows.add(
        "| contestant | records/s | p50 ms | p99 ms | p99.9 ms | highest ms | missing | load late"
            + " by, ms |");
    rows.add("|---|---|---|---|---|---|---|---|");
    for (Latencies each : latencies) {
      rows.add(
          String.format(
              Locale.ROOT,
              "| `%s` | %,.0f | %,d | %,d | %,d | %,d | %,d | %,d |",
              each.contestant(),
              each.rate(),
              each.millis().getValueAtPercentile(50),
              each.millis().getValueAtPercentile(99),
              each.millis().getValueAtPercentile(99.9),
              each.millis().getMaxValue(),
              each.missing(),
              each.lag().toMillis()));
    }
    return rows;
  }

  private static List<Median> medians(List<Measured> measured) {
    return measured.stream()
        .map(Measured::contestant)
        .distinct()
        .map(
            name ->
                new Median(
                    name, measured.stream().filter(m -> m.contestant().equals(name)).toList()))
        .toList();
  }

  /** A contestant over all rounds. */
  record Median(String contestant, List<Measured> runs) {

    double of(ToDoubleFunction<Measured> figure) {
      return Ratio.median(runs.stream().mapToDouble(figure).toArray());
    }

    double perSecond() {
      return of(Measured::perSecond);
    }

    double least() {
      return runs.stream().mapToDouble(Measured::perSecond).min().orElseThrow();
    }

    double most() {
      return runs.stream().mapToDouble(Measured::perSecond).max().orElseThrow();
    }
  }
}
