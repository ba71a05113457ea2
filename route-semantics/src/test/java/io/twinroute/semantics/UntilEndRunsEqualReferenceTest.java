package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ExpectedResult;
import io.twinroute.reference.ReferenceJoin;
import io.twinroute.reference.ReferenceOutput;
import io.twinroute.reference.ReferenceRule.Window;
import io.twinroute.reference.SourceLog;
import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Rendered;
import io.twinroute.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A run to an end, and another one behind it. */
class UntilEndRunsEqualReferenceTest {

  private static final int ROUTES = 600;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @Test
  void shouldLoseNoPairAndWriteNothingAloneASecondTime() {
    System.out.println("UntilEndRunsEqualReferenceTest seed: -Dtwinroute.seed=" + seed);
    for (long s = seed; s < seed + ROUTES; s++) {
      Random random = new Random(s);
      Scenario scenario = RandomScenario.of(s);
      List<SourceLog> left = beginnings(scenario.left(), random);
      List<SourceLog> right = beginnings(scenario.right(), random);
      RouteRun run = new RouteRun(scenario, new RouteParts(scenario), random);

      run.untilEnd(left, right);
      assertThat(run.lines())
          .as("first run, -Dtwinroute.seed=%d", s)
          .isEqualTo(Rendered.lines(output(scenario, left, right)));

      run.untilEnd(scenario.left(), scenario.right());
      assertThat(run.lines())
          .as("both runs, -Dtwinroute.seed=%d", s)
          .isEqualTo(Rendered.lines(ofBoth(scenario, left, right)));
    }
  }

  private static List<SourceLog> beginnings(List<SourceLog> logs, Random random) {
    List<SourceLog> beginnings = new ArrayList<>();
    for (SourceLog log : logs) {
      int records = random.nextInt(log.records().size() + 1);
      beginnings.add(
          new SourceLog(
              log.cluster(), log.topic(), log.partition(), log.records().subList(0, records)));
    }
    return beginnings;
  }

  private static ReferenceOutput output(
      Scenario scenario, List<SourceLog> left, List<SourceLog> right) {
    return new ReferenceJoin(scenario.reference()).output(left, right);
  }

  /**
   * What the first run settled stays as it was: of a window the second run adds what is not there
   * yet, as of a pass-through; of a lookup it adds the results of the left records behind the first
   * run's end.
   */
  private static ReferenceOutput ofBoth(
      Scenario scenario, List<SourceLog> left, List<SourceLog> right) {
    ReferenceOutput whole = scenario.expected();
    ReferenceOutput first = output(scenario, left, right);
    boolean window =
        scenario.reference().join() instanceof Window || scenario.reference().passesThrough();
    Set<String> settled = new HashSet<>();
    if (window) {
      first.results().forEach(result -> settled.add(id(result)));
      first.tooLarge().forEach(result -> settled.add(id(result)));
    } else {
      left.forEach(log -> log.records().forEach(r -> settled.add(log.coordinates(r))));
    }
    Predicate<ExpectedResult> isNew =
        result -> !settled.contains(window ? id(result) : leftOf(id(result)));
    return new ReferenceOutput(
        both(first.results(), whole.results(), isNew),
        whole.late(),
        whole.deadLetters(),
        both(first.tooLarge(), whole.tooLarge(), isNew));
  }

  private static List<ExpectedResult> both(
      List<ExpectedResult> first, List<ExpectedResult> whole, Predicate<ExpectedResult> isNew) {
    return Stream.concat(first.stream(), whole.stream().filter(isNew)).toList();
  }

  private static String leftOf(String id) {
    return id.substring(0, id.indexOf('+'));
  }

  private static String id(ExpectedResult result) {
    return new String(result.headers().get(0).value(), UTF_8);
  }
}
