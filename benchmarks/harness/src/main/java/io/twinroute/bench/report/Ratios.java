package io.twinroute.bench.report;

import io.twinroute.bench.contestant.Baseline;
import io.twinroute.bench.measure.Measured;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares contestants run by run: the n-th run of one with the n-th of the other, which were
 * neighbours in time, and of these ratios the median.
 */
public final class Ratios {

  private static final ToDoubleFunction<Measured> MIRROR_TIME = m -> m.used().mirror().toNanos();

  private final List<Measured> measured;

  public Ratios(List<Measured> measured) {
    this.measured = measured;
  }

  /** The ratios of the quick run, without those of contestants that did not run. */
  public String line() {
    return Stream.concat(all(), toBaseline().stream().map(BaselineRatio::ratio))
        .map(ratio -> String.format(Locale.ROOT, "%s=%.2f", ratio.name(), ratio.median()))
        .collect(Collectors.joining(" "));
  }

  /** The same, each with its spread, and what else was run beside it. */
  public List<Ratio> spread() {
    return Stream.concat(
            all(),
            Stream.of(
                    speed("flink-heap", "tuned-heap", "flink-heap/tuned"),
                    speed("flink-heap", "sql-heap", "flink-heap/sql"),
                    speed("flink-rocksdb", "tuned-rocksdb", "flink-rocksdb/tuned"),
                    speed("flink-rocksdb", "sql-rocksdb", "flink-rocksdb/sql"),
                    speed("streams", "stock-tuned", "streams/stock-tuned"),
                    speed("R1", "R0", "R1/R0"),
                    speed("flink-heap", "flink-heap-alo", "flink-heap/at-least-once"),
                    speed("flink-rocksdb", "flink-rocksdb-alo", "flink-rocksdb/at-least-once"),
                    speed("flink-heap-again", "flink-heap", "flink-heap/itself"))
                .flatMap(List::stream))
        .toList();
  }

  /** This build's routes by those of the baseline, where all three were run. */
  public List<BaselineRatio> toBaseline() {
    return Stream.concat(
            measured.stream()
                .map(Measured::contestant)
                .distinct()
                .map(ours -> toBaseline(ours, ours, Measured::perSecond, false)),
            Stream.of(toBaseline("streams", "mirror-cpu", MIRROR_TIME, true)))
        .flatMap(List::stream)
        .toList();
  }

  private List<BaselineRatio> toBaseline(
      String ours, String what, ToDoubleFunction<Measured> figure, boolean lessIsBetter) {
    String baseline = ours + Baseline.SUFFIX;
    return ratio(ours, baseline, what + "/baseline", figure).stream()
        .flatMap(
            ratio ->
                ratio(ours + Baseline.AGAIN, baseline, "A/A", figure).stream()
                    .map(
                        same ->
                            new BaselineRatio(ratio, AaInterval.of(same.sorted()), lessIsBetter)))
        .toList();
  }

  private Stream<Ratio> all() {
    return Stream.of(
            speed("flink-heap", "idiomatic-heap", "flink-heap/idiomatic"),
            speed("flink-heap", "R1", "flink-heap/R1"),
            speed("flink-rocksdb", "idiomatic-rocksdb", "flink-rocksdb/idiomatic"),
            speed("flink-rocksdb", "R1", "flink-rocksdb/R1"),
            speed("streams", "stock", "streams/stock"),
            speed("streams", "R1", "streams/R1"),
            ratio("streams", "stock", "mirror-cpu/stock", MIRROR_TIME))
        .flatMap(List::stream);
  }

  private List<Ratio> speed(String ours, String other, String name) {
    return ratio(ours, other, name, Measured::perSecond);
  }

  /** Empty if one of both was not run. */
  private List<Ratio> ratio(
      String ours, String other, String name, ToDoubleFunction<Measured> figure) {
    double[] mine = figures(ours, figure);
    double[] theirs = figures(other, figure);
    int runs = Math.min(mine.length, theirs.length);
    return runs == 0
        ? List.of()
        : List.of(
            new Ratio(
                name,
                IntStream.range(0, runs).mapToDouble(i -> mine[i] / theirs[i]).sorted().toArray()));
  }

  private double[] figures(String contestant, ToDoubleFunction<Measured> figure) {
    return measured.stream()
        .filter(m -> m.contestant().equals(contestant))
        .mapToDouble(figure)
        .toArray();
  }
}
