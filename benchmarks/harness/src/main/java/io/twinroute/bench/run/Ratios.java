package io.twinroute.bench.run;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares contestants run by run: the n-th run of one with the n-th of the other, which were
 * neighbours in time, and of these ratios the median.
 */
final class Ratios {

  private final List<Measured> measured;

  Ratios(List<Measured> measured) {
    this.measured = measured;
  }

  /** All that the quick run is judged by; what was not run is left out. */
  String line() {
    return Stream.of(
            speed("flink-heap", "idiomatic-heap", "flink-heap/idiomatic"),
            speed("flink-heap", "R1", "flink-heap/R1"),
            speed("flink-rocksdb", "idiomatic-rocksdb", "flink-rocksdb/idiomatic"),
            speed("flink-rocksdb", "R1", "flink-rocksdb/R1"),
            speed("streams", "stock", "streams/stock"),
            speed("streams", "R1", "streams/R1"),
            ratio("streams", "stock", "mirror-cpu/stock", m -> m.used().mirror().toNanos()))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private String speed(String ours, String other, String name) {
    return ratio(ours, other, name, m -> 1 / m.seconds());
  }

  private String ratio(String ours, String other, String name, ToDoubleFunction<Measured> figure) {
    double[] mine = figures(ours, figure);
    double[] theirs = figures(other, figure);
    int runs = Math.min(mine.length, theirs.length);
    return runs == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%s=%.2f",
            name,
            median(IntStream.range(0, runs).mapToDouble(i -> mine[i] / theirs[i])));
  }

  private double[] figures(String contestant, ToDoubleFunction<Measured> figure) {
    return measured.stream()
        .filter(m -> m.contestant().equals(contestant))
        .mapToDouble(figure)
        .toArray();
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
