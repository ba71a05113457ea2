package io.twinroute.flink.accept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.job.OperatorRun;
import io.twinroute.flink.job.Routes;
import io.twinroute.flink.job.Station;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.scenario.accept.AcceptLines;
import io.twinroute.scenario.accept.AcceptScenario;
import io.twinroute.scenario.accept.AcceptScenarios;
import io.twinroute.scenario.accept.AcceptStep;
import io.twinroute.scenario.accept.RandomAcceptScenario;
import io.twinroute.semantics.accept.AcceptStation;
import io.twinroute.semantics.accept.Silence;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.time.Frontiers;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The accept operator puts out what every engine's station has to. */
class AcceptScenariosTest {

  private static final int SCENARIOS = 200;

  /** Reports what a join knows without any message; not every engine sends it. */
  private static final PartitionFrontier NOTHING_KNOWN =
      new PartitionFrontier(Sides.LEFT, 0, -1, Frontiers.UNKNOWN);

  /** What the station finds; shared, because Flink copies the station's factory. */
  private static @Nullable Silence evidence;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  static List<AcceptScenario> scripted() {
    return AcceptScenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scripted")
  void shouldPutOutWhatTheScenarioExpects(AcceptScenario scenario) throws Exception {
    try (Operator operator = new Operator()) {
      assertThat(scenario.lines(operator)).isEqualTo(scenario.expectedLines());
    }
  }

  @Test
  void shouldPutOutWhatTheModelDoesForRandomScenarios() throws Exception {
    System.out.println("AcceptScenariosTest seed: -Dtwinroute.seed=" + seed);
    for (long s = seed; s < seed + SCENARIOS; s++) {
      AcceptScenario scenario = RandomAcceptScenario.of(s);
      try (Operator operator = new Operator()) {
        assertThat(scenario.lines(operator))
            .as("-Dtwinroute.seed=%d", s)
            .isEqualTo(scenario.expectedLines());
      }
    }
  }

  /** The accept operator of the left input, with an edge to one join. */
  private static final class Operator implements AcceptScenario.Station, AutoCloseable {
    private long end;
    private Station<SourceEvent, Routed, OneInputStreamOperatorTestHarness<SourceEvent, Routed>>
        station;

    Operator() throws Exception {
      evidence = null;
      station = start(AcceptScenario.NO_END, null);
      station.process(0, new SourceEvent.Assigned(Sides.LEFT, 0));
    }

    private Station<SourceEvent, Routed, OneInputStreamOperatorTestHarness<SourceEvent, Routed>>
        start(long end, Station.@Nullable Snapshot from) throws Exception {
      this.end = end;
      PinnedRoute route = route(end);
      return new Station<>(
          1,
          RouteTypes.ROUTED,
          new HashMapStateBackend(),
          from,
          (all, index) ->
              AcceptHarness.of(new AcceptFactory(route, Operator::listen), 1, all, index));
    }

    private static SilenceEvidence listen(PinnedInput input) {
      return new SilenceEvidence() {
        @Override
        public @Nullable Silence of(int partition) {
          return evidence;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public List<String> play(AcceptStep step) throws Exception {
      if (step instanceof AcceptStep.Read read) {
        return lines(station.process(0, event(read)));
      }
      if (step instanceof AcceptStep.Silent silent) {
        evidence = new Silence(silent.lastOffset(), silent.end(), silent.upTo());
        return List.of();
      }
      List<Routed> out = new ArrayList<>();
      if (step instanceof AcceptStep.Restart restart) {
        out.addAll(restart(restart.end()));
      }
      out.addAll(station.passTime(0, AcceptStation.INTERVAL.toMillis()));
      return lines(out);
    }

    private List<Routed> restart(long end) throws Exception {
      Station.Snapshot checkpoint = station.snapshot(1);
      station.close();
      evidence = null;
      station = start(end, checkpoint);
      return station.process(0, new SourceEvent.Assigned(Sides.LEFT, 0));
    }

    /** The source does not pass on records beyond the end. */
    private SourceEvent event(AcceptStep.Read read) {
      return read.offset() > end
          ? new SourceEvent.Passed(Sides.LEFT, 0, end)
          : new SourceEvent.Read(
              new SourceRecord(
                  Sides.LEFT,
                  0,
                  read.offset(),
                  read.timestamp(),
                  bytes(read.key()),
                  bytes(read.value()),
                  Headers.EMPTY));
    }

    private static List<String> lines(List<Routed> out) {
      return out.stream()
          .map(Routed::message)
          .filter(message -> !message.equals(NOTHING_KNOWN))
          .map(
              message -> {
                if (message instanceof AcceptedRecord r) {
                  return AcceptLines.accepted(r.input(), r.partition(), r.offset(), r.timestamp());
                }
                if (message instanceof PartitionFrontier f) {
                  return AcceptLines.frontier(
                      f.input(), f.partition(), f.lastOffset(), f.frontier());
                }
                return OperatorRun.lines(List.of((RejectedRecord) message)).get(0);
              })
          .toList();
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
      return text == null ? null : text.getBytes(UTF_8);
    }

    private static PinnedRoute route(long end) {
      PinnedRoute route = Routes.pinned(1, 1, 1);
      boolean hasEnd = end != AcceptScenario.NO_END;
      PinnedInput left = route.input(Sides.LEFT);
      PinnedInput right = route.input(Sides.RIGHT);
      return new PinnedRoute(
          route.plan(),
          route.incarnation(),
          List.of(
              PinnedInput.of(
                  left.input(), List.of(left.starts()), List.of(hasEnd ? List.of(end) : List.of())),
              PinnedInput.of(
                  right.input(),
                  List.of(right.starts()),
                  List.of(hasEnd ? List.of(PinnedInput.NOTHING) : List.of()))),
          0,
          new SizeLimit(AcceptScenario.MAX_RECORD_BYTES),
          hasEnd);
    }

    @Override
    public void close() throws Exception {
      station.close();
    }
  }
}
