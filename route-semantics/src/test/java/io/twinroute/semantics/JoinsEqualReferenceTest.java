package io.twinroute.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.reference.ReferenceRule;
import io.twinroute.reference.ReferenceRule.Lookup;
import io.twinroute.scenario.RandomScenario;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rules as the engines apply them, record by record and with state that goes, against the
 * reference over whole logs.
 */
class JoinsEqualReferenceTest {

  private static final int ROUTES = 2_400;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());
  private final RouteCheck check = new RouteCheck();

  @BeforeEach
  void printSeed() {
    System.out.println("JoinsEqualReferenceTest seed: -Dtwinroute.seed=" + seed);
  }

  @Test
  void shouldWriteTheReferencesRecordsInWhateverOrderPartitionsArrive() {
    Map<String, Integer> kinds = new HashMap<>();
    int expired = 0;
    for (long s = seed; s < seed + ROUTES; s++) {
      for (int order = 0; order < RouteCheck.orders(s); order++) {
        RouteRun run = check.checked(s, order);

        run.lines().forEach(line -> kinds.merge(kind(line), 1, Integer::sum));
        expired += run.expired();
      }
    }
    assertThat(kinds.values()).hasSize(5).allMatch(count -> count > ROUTES);
    assertThat(expired).isGreaterThan(ROUTES);
  }

  private static String kind(String line) {
    return !line.startsWith("result")
        ? line.substring(0, line.indexOf(" of "))
        : line.contains("+- ") || line.endsWith("+-")
            ? "left alone"
            : line.contains("twinroute-id=-+") ? "right alone" : "pair";
  }

  @Test
  void shouldKeepNothingOfAWindowAndTheNewestRowsOfALookup() {
    for (long s = seed; s < seed + ROUTES / 4; s++) {
      RouteRun run = check.checked(s, 0);

      assertThat(texts(run.leftInTheEnd()))
          .as("-Dtwinroute.seed=%d", s)
          .isEqualTo(
              run.isLookup()
                  ? texts(newestRows(run.accepted(), RandomScenario.of(s).reference().join()))
                  : List.of());
    }
  }

  @Test
  void shouldNotDependOnHowLongALookupKeepsSupersededRows() {
    RouteCheck withoutHistory = new RouteCheck(s -> new RouteParts(s, Duration.ZERO));
    for (long s = seed; s < seed + ROUTES / 4; s++) {
      withoutHistory.checked(s, 0);
    }
  }

  /** Where a first version is met, the ends of rows, too. */
  private static Collection<AcceptedRecord> newestRows(
      List<AcceptedRecord> accepted, ReferenceRule rule) {
    boolean keepsEnds = rule instanceof Lookup lookup && lookup.firstVersionWithin() != null;
    Map<ByteBuffer, AcceptedRecord> newest =
        accepted.stream()
            .filter(record -> record.input() == Sides.RIGHT)
            .collect(
                Collectors.toMap(
                    record -> ByteBuffer.wrap(record.key()),
                    record -> record,
                    BinaryOperator.maxBy(AcceptedRecord::compareInTime)));
    newest.values().removeIf(row -> row.value() == null && !keepsEnds);
    return newest.values();
  }

  private static List<String> texts(Collection<AcceptedRecord> records) {
    return records.stream().map(AcceptedRecord::toString).sorted().toList();
  }
}
