package io.twinroute.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.bench.report.BaselineRatio.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineRatioTest {

  @ParameterizedTest
  @CsvSource({
    "0.94, false, WORSE",
    "0.95, false, INSIDE",
    "1.05, false, INSIDE",
    "1.06, false, BETTER",
    "0.94, true, BETTER",
    "0.95, true, INSIDE",
    "1.05, true, INSIDE",
    "1.06, true, WORSE"
  })
  void shouldJudgeByTheIntervalsEdges(double median, boolean lessIsBetter, Verdict verdict) {
    BaselineRatio ratio =
        new BaselineRatio(
            new Ratio("any", new double[] {median}), new AaInterval(0.95, 1.05), lessIsBetter);

    assertThat(ratio.verdict()).isEqualTo(verdict);
  }
}
