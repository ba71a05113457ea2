package io.twinroute.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.bench.measure.Measured;
import io.twinroute.bench.measure.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {

  @Test
  void shouldTakeTheMedianOfNeighbouringRuns() {
    List<Measured> measured =
        List.of(
            of("flink-heap", 10, 0),
            of("idiomatic-heap", 20, 0), // 2
            of("flink-heap", 10, 0),
            of("idiomatic-heap", 90, 0), // 9
            of("flink-heap", 20, 0),
            of("idiomatic-heap", 60, 0)); // 3

    assertThat(new Ratios(measured).line()).isEqualTo("flink-heap/idiomatic=3.00");
  }

  @Test
  void shouldTellHowFarRoundsAreApart() {
    List<Measured> measured =
        List.of(of("R1", 10, 0), of("R0", 5, 0), of("R1", 10, 0), of("R0", 20, 0));

    assertThat(new Ratios(measured).spread())
        .singleElement()
        .extracting(Ratio::line)
        .isEqualTo("R1/R0=1.25 (0.50 to 2.00 in 2 rounds)");
  }

  @Test
  void shouldCompareMirrorsByTheirProcessorTime() {
    List<Measured> measured = List.of(of("streams", 10, 6), of("stock", 20, 10));

    assertThat(new Ratios(measured).line()).isEqualTo("streams/stock=2.00 mirror-cpu/stock=0.60");
  }

  @Test
  void shouldCompareRoutesAndTheirMirrorWithTheBaseline() {
    List<Measured> measured =
        List.of(
            of("streams", 10, 6),
            of("streams@baseline", 10, 5),
            of("streams@baseline-again", 8, 5),
            of("streams", 10, 6),
            of("streams@baseline", 5, 5),
            of("streams@baseline-again", 4, 5));

    assertThat(new Ratios(measured).toBaseline())
        .extracting(BaselineRatio::line)
        .containsExactly(
            "streams/baseline=0.750 (0.500 to 1.000 in 2 rounds), A/A 0.800 to 1.250: worse",
            "mirror-cpu/baseline=1.200 (1.200 to 1.200 in 2 rounds), A/A 1.000 to 1.000: worse");
    assertThat(new Ratios(measured).line())
        .isEqualTo("streams/baseline=0.75 mirror-cpu/baseline=1.20");
  }

  @Test
  void shouldTellNothingOfABaselineWhoseNoiseIsNotKnown() {
    List<Measured> measured = List.of(of("flink-heap", 10, 0), of("flink-heap@baseline", 10, 0));

    assertThat(new Ratios(measured).toBaseline()).isEmpty();
  }

  private static Measured of(String contestant, long seconds, long mirrorSeconds) {
    Usage used =
        new Usage(
            Duration.ofSeconds(seconds).toNanos(),
            Duration.ZERO,
            Duration.ofSeconds(mirrorSeconds),
            Duration.ZERO,
            0,
            0);
    return new Measured(contestant, 1_000, used, 0, 0, 0);
  }
}
