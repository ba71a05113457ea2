package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

  @ParameterizedTest
  @CsvSource({"1,PT1S", "20,PT1S", "40,PT2S", "100,PT5S", "1000,PT5S"})
  void shouldLookLessOftenAtEachOfManyJobs(int routes, Duration livePoll) {
    assertThat(Patience.among(routes).livePoll()).isEqualTo(livePoll);
    assertThat(Patience.among(routes).poll()).isEqualTo(Patience.USUAL.poll());
  }
}
