package io.twinroute.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ReferenceJoin;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The rules as the engines apply them, record by record and with state that goes, against the
 * reference over whole logs.
 */
class InnerJoinEqualsReferenceTest {

  private static final int ROUTES = 2_000;
  private static final int ORDERS = 3;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @Test
  void shouldGiveTheReferencesResultsInWhateverOrderPartitionsArrive() {
    System.out.println("InnerJoinEqualsReferenceTest seed: -Dtwinroute.seed=" + seed);
    long results = 0;
    long expired = 0;
    for (long s = seed; s < seed + ROUTES; s++) {
      Random random = new Random(s);
      RandomLogs logs = new RandomLogs(random);
      List<String> expected =
          Records.expected(new ReferenceJoin(logs.route()).results(logs.left(), logs.right()));
      for (int order = 0; order < ORDERS; order++) {
        RouteRun run = new RouteRun(logs, random);

        List<String> actual = Records.actual(run.run());

        assertThat(actual).as("-Dtwinroute.seed=%d", s).isEqualTo(expected);
        assertThat(run.leftInTheEnd()).as("-Dtwinroute.seed=%d", s).isZero();
        expired += run.expired();
      }
      results += expected.size();
    }
    assertThat(results).isGreaterThan(ROUTES);
    assertThat(expired).isGreaterThan(ROUTES);
  }
}
