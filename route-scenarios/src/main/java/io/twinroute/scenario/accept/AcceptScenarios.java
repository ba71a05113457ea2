package io.twinroute.scenario.accept;

import io.twinroute.scenario.accept.AcceptStep.Read;
import io.twinroute.scenario.accept.AcceptStep.Restart;
import io.twinroute.scenario.accept.AcceptStep.Silent;
import io.twinroute.scenario.accept.AcceptStep.Tick;
import java.util.List;

/** The accept scenarios that are written by hand. */
public final class AcceptScenarios {

  private static final long TS = 1_700_000_000_000L;
  private static final long LATENESS = AcceptScenario.LATENESS;
  private static final AcceptStep TICK = new Tick();

  private AcceptScenarios() {}

  /** All of them. */
  public static List<AcceptScenario> all() {
    return List.of(
        of(
            "judged in order",
            Read.at(0, TS),
            Read.at(1, TS - LATENESS),
            Read.at(2, TS - LATENESS - 1),
            Read.at(3, -1),
            new Read(4, TS, null, "{}"),
            new Read(5, TS, "k", null),
            new Read(6, TS, "k", "{"),
            TICK,
            TICK),
        of(
            "too large",
            Read.at(0, TS),
            Read.ofSize(AcceptScenario.MAX_RECORD_BYTES, 1, TS),
            Read.ofSize(AcceptScenario.MAX_RECORD_BYTES + 1, 2, TS + 5),
            Read.ofSize(AcceptScenario.MAX_RECORD_BYTES + 1, 3, TS - LATENESS),
            Read.ofSize(AcceptScenario.MAX_RECORD_BYTES + 1, 4, -1),
            Read.at(5, TS + 5 - LATENESS),
            Read.at(6, TS + 4 - LATENESS),
            TICK,
            Read.ofSize(AcceptScenario.MAX_RECORD_BYTES + 1, 2, TS + 9),
            TICK),
        of(
            "too large behind the end of a run",
            Read.at(0, TS),
            new Restart(1),
            Read.ofSize(AcceptScenario.MAX_RECORD_BYTES + 50, 1, TS + 1),
            Read.ofSize(AcceptScenario.MAX_RECORD_BYTES + 60, 2, TS + 2),
            TICK),
        of(
            "replayed",
            Read.at(0, TS),
            Read.at(1, TS + 1),
            TICK,
            Read.at(0, TS),
            Read.at(1, TS + 9),
            TICK,
            new Restart(AcceptScenario.NO_END),
            Read.at(1, TS + 9),
            TICK,
            Read.at(2, TS + 1 - LATENESS),
            Read.at(3, TS - LATENESS)),
        of(
            "silent twice",
            Read.at(5, TS),
            TICK,
            new Silent(5, 9, TS + 100),
            TICK,
            TICK,
            new Silent(5, 9, TS + 100),
            TICK,
            new Silent(5, 9, TS + 50),
            TICK,
            new Silent(5, 9, TS + 200),
            TICK,
            TICK,
            Read.at(9, TS + 200),
            Read.at(10, TS + 201),
            TICK),
        of(
            "evidence that does not apply",
            Read.at(5, TS),
            TICK,
            new Silent(6, 9, TS + 100),
            TICK,
            new Silent(3, 5, TS + 100),
            TICK,
            Read.at(6, TS + 1),
            TICK),
        of(
            "silent from the start, and restarted",
            TICK,
            new Silent(-1, 0, TS),
            TICK,
            new Restart(AcceptScenario.NO_END),
            TICK,
            Read.at(0, TS),
            Read.at(1, TS + 1),
            TICK),
        of(
            "to an end that holds a record",
            Read.at(0, TS),
            new Restart(2),
            Read.at(1, TS),
            Read.at(2, TS - LATENESS - 1),
            TICK,
            new Silent(2, 3, TS + 1),
            TICK),
        of(
            "to an end that was compacted away",
            Read.at(0, TS),
            new Restart(2),
            Read.at(1, TS),
            Read.at(4, TS + 1),
            Read.at(5, TS + 2),
            TICK,
            new Restart(2),
            TICK),
        of("to an end of which nothing is left", new Restart(2), Read.at(7, TS), TICK));
  }

  private static AcceptScenario of(String name, AcceptStep... steps) {
    return new AcceptScenario(name, List.of(steps));
  }
}
