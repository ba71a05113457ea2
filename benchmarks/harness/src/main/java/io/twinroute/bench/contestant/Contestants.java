package io.twinroute.bench.contestant;

import io.twinroute.bench.lab.Workload;
import io.twinroute.config.plan.Delivery;
import java.util.List;
import java.util.stream.Stream;

/** The contestants, in their order. */
public final class Contestants {

  private static final String HEAP = "heap";
  private static final String ROCKSDB = "rocksdb";

  private Contestants() {}

  /** Those that the ratios of the last line compare. */
  public static List<Contestant> few(Workload.Kind kind) {
    return switch (kind) {
      case W1, W4 ->
          List.of(
              HandWritten.join(),
              reference(Contestant.SLOWER),
              reference(Contestant.SLOWEST),
              Twinroute.flink(HEAP),
              HandWritten.intervalJoin(HEAP),
              Twinroute.flink(ROCKSDB),
              HandWritten.intervalJoin(ROCKSDB),
              Twinroute.streams(),
              StockStreams.asItComes());
      case W2 -> // for which the DataStream API has no join
          List.of(
              HandWritten.join(),
              reference(Contestant.SLOWER),
              reference(Contestant.SLOWEST),
              Twinroute.flink(HEAP),
              HandWritten.sql(HEAP),
              Twinroute.flink(ROCKSDB),
              HandWritten.sql(ROCKSDB),
              Twinroute.streams(),
              StockStreams.asItComes());
      case W3 -> // whose rows are more than SQL has room for in a heap of 1 GiB
          List.of(
              HandWritten.join(),
              Twinroute.flink(ROCKSDB),
              HandWritten.sql(ROCKSDB),
              Twinroute.streams(),
              StockStreams.asItComes());
      case W5 -> // more than a heap holds
          List.of(
              HandWritten.join(),
              Twinroute.flink(ROCKSDB),
              HandWritten.intervalJoin(ROCKSDB),
              Twinroute.streams(),
              StockStreams.asItComes());
    };
  }

  /** Only ours. */
  public static List<Contestant> routes(Workload.Kind kind) {
    return few(kind).stream().filter(Twinroute.class::isInstance).toList();
  }

  /** R1 with a part of the data. */
  private static Contestant reference(double part) {
    return new Again(HandWritten.join(), "R1-%.0f-percent".formatted(100 * part), part);
  }

  /** Without {@code --quick}: to be at least once beside a workload that is so shows nothing. */
  public static List<Contestant> in(Cell cell) {
    return all(cell.kind()).stream()
        .filter(
            contestant ->
                cell.delivery() == Delivery.EXACTLY_ONCE || !contestant.name().endsWith("-alo"))
        .toList();
  }

  /** Of W1 also Flink at least once, a copy without a join, tuned peers, SQL, and one twice. */
  public static List<Contestant> all(Workload.Kind kind) {
    return kind == Workload.Kind.W1
        ? Stream.concat(
                few(kind).stream(),
                Stream.of(
                    Twinroute.flinkAtLeastOnce(HEAP),
                    Twinroute.flinkAtLeastOnce(ROCKSDB),
                    new Again(Twinroute.flink(HEAP), "flink-heap-again", 1),
                    HandWritten.copy(),
                    HandWritten.tunedIntervalJoin(HEAP),
                    HandWritten.tunedIntervalJoin(ROCKSDB),
                    HandWritten.sql(HEAP),
                    HandWritten.sql(ROCKSDB),
                    StockStreams.tuned()))
            .toList()
        : few(kind);
  }
}
