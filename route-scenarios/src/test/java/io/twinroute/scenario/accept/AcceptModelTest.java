package io.twinroute.scenario.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.scenario.accept.AcceptStep.Restart;
import io.twinroute.scenario.accept.AcceptStep.Silent;
import io.twinroute.scenario.accept.AcceptStep.Tick;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The model against what is worked out by hand, and whether the random scenarios reach it all. */
class AcceptModelTest {

  @Test
  void shouldExpectOneFrontierPerNewEvidence() {
    assertThat(outputs("silent twice"))
        .containsExactly(
            "accepted 0/0@5, time 1700000000000",
            "frontier of 0/0@5 is 1699999969999",
            "frontier of 0/0@5 is 1700000000100",
            "frontier of 0/0@5 is 1700000000200",
            "late of partition 0 | k | {} | @1700000000200"
                + " | twinroute-coordinates=east/orders/0@9 | twinroute-reason=after-silence"
                + " | twinroute-error-class=LateRecord",
            "accepted 0/0@10, time 1700000000201",
            "frontier of 0/0@10 is 1700000000200");
  }

  @Test
  void shouldExpectTheEndAtOnceAndAgainAfterARestart() {
    assertThat(outputs("to an end that was compacted away"))
        .containsExactly(
            "accepted 0/0@0, time 1700000000000",
            "frontier of 0/0@0 is 1699999969999",
            "accepted 0/0@1, time 1700000000000",
            "frontier of 0/0@2 is 1699999969999",
            "frontier of 0/0@2 is 1699999969999");
  }

  @Test
  void shouldExpectNothingOfReplays() {
    assertThat(outputs("replayed"))
        .extracting(line -> line.replaceAll(" \\|.*", ""))
        .containsExactly(
            "accepted 0/0@0, time 1700000000000",
            "accepted 0/0@1, time 1700000000001",
            "frontier of 0/0@1 is 1699999970000",
            "frontier of 0/0@1 is 1699999970000",
            "accepted 0/0@2, time 1699999970001",
            "late of partition 0");
  }

  @Test
  void shouldReachEveryKindOfLineAndStepAtRandom() {
    List<AcceptScenario> scenarios =
        LongStream.range(0, 300).mapToObj(RandomAcceptScenario::of).toList();

    assertThat(scenarios.stream().flatMap(scenario -> scenario.steps().stream()))
        .hasAtLeastOneElementOfType(Tick.class)
        .hasAtLeastOneElementOfType(Silent.class)
        .anyMatch(step -> step instanceof Restart r && r.end() == AcceptScenario.NO_END)
        .anyMatch(step -> step instanceof Restart r && r.end() < AcceptScenario.NO_END);
    String all =
        String.join("\n", scenarios.stream().flatMap(s -> s.expectedLines().stream()).toList());
    assertThat(all)
        .contains(
            "accepted",
            "frontier",
            "reason=too-large",
            "reason=no-timestamp",
            "reason=late",
            "reason=after-silence",
            "reason=no-key",
            "reason=no-value",
            "reason=not-json");
  }

  private static List<String> outputs(String scenario) {
    return AcceptScenarios.all().stream()
        .filter(s -> s.name().equals(scenario))
        .flatMap(s -> s.expectedLines().stream())
        .filter(line -> !line.startsWith(">"))
        .toList();
  }
}
