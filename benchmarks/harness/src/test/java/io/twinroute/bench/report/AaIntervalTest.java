package io.twinroute.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AaIntervalTest {

  @Test
  void shouldBeNothingBut1WhereNothingVaries() {
    assertThat(AaInterval.of(1, 1, 1)).isEqualTo(new AaInterval(1, 1));
  }

  @Test
  void shouldCountARoundEitherWay() {
    AaInterval interval = AaInterval.of(1.25, 1.25, 1.25);

    assertThat(interval.low()).isCloseTo(0.8, within(1e-9));
    assertThat(interval.high()).isCloseTo(1.25, within(1e-9));
    assertThat(interval).isEqualTo(AaInterval.of(0.8, 1.25, 0.8));
  }

  @Test
  void shouldBeNarrowerWithMoreRoundsOfTheSameNoise() {
    assertThat(AaInterval.of(noise(new Random(3), 81)).high() - 1)
        .isLessThan((AaInterval.of(noise(new Random(3), 9)).high() - 1) / 2);
  }

  @Test
  void shouldContainItsEdges() {
    AaInterval interval = new AaInterval(0.9, 1.1);

    assertThat(DoubleStream.of(0.899, 0.9, 1, 1.1, 1.101).mapToObj(interval::contains))
        .containsExactly(false, true, true, true, false);
  }

  /** What benchmarks/README.md says of it: with nine rounds, about 7 of 100 are outside. */
  @Test
  void shouldMissAboutAsOftenAsPromisedIfNothingHasChanged() {
    Random random = new Random(11);
    int benches = 400;

    long missed =
        IntStream.range(0, benches)
            .filter(
                bench -> {
                  double[] baseline = noise(random, 9);
                  double[] again = noise(random, 9);
                  double[] ours = noise(random, 9);
                  return !AaInterval.of(ratios(again, baseline))
                      .contains(Ratio.median(ratios(ours, baseline)));
                })
            .count();

    assertThat((double) missed / benches).isBetween(0.03, 0.12);
  }

  private static double[] ratios(double[] of, double[] to) {
    return IntStream.range(0, of.length).mapToDouble(i -> of[i] / to[i]).toArray();
  }

  /** Times that differ by a twentieth. */
  private static double[] noise(Random random, int rounds) {
    return DoubleStream.generate(() -> Math.exp(0.05 * random.nextGaussian()))
        .limit(rounds)
        .toArray();
  }
}
