package io.twinroute.kstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Repartition;
import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.reference.LogRecord;
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
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.SizeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The accept station in a topology puts out what every engine's has to. */
class AcceptProcessorTest {

  private static final int SCENARIOS = 200;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  static List<AcceptScenario> scripted() {
    return AcceptScenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scripted")
  void shouldPutOutWhatTheScenarioExpects(AcceptScenario scenario) throws Exception {
    try (Station station = new Station()) {
      assertThat(scenario.lines(station)).isEqualTo(scenario.expectedLines());
    }
  }

  @Test
  void shouldPutOutWhatTheModelDoesForRandomScenarios() throws Exception {
    System.out.println("AcceptProcessorTest seed: -Dtwinroute.seed=" + seed);
    for (long s = seed; s < seed + SCENARIOS; s++) {
      AcceptScenario scenario = RandomAcceptScenario.of(s);
      try (Station station = new Station()) {
        assertThat(scenario.lines(station))
            .as("-Dtwinroute.seed=%d", s)
            .isEqualTo(scenario.expectedLines());
      }
    }
  }

  /** What the accept station of the left input sends through the repartition topic, and rejects. */
  private static final class Station implements AcceptScenario.Station, AutoCloseable {
    private @Nullable Silence evidence;
    private TopologyRun run = start(AcceptScenario.NO_END, Map.of());

    private TopologyRun start(long end, Map<String, Map<Bytes, byte[]>> stores) {
      return new TopologyRun(
          route(end), (input, partition) -> input == Sides.LEFT ? evidence : null, stores);
    }

    @Override
    public List<String> play(AcceptStep step) {
      if (step instanceof AcceptStep.Read read) {
        run.pipe(
            Sides.LEFT,
            0,
            new LogRecord(
                read.offset(),
                read.timestamp(),
                bytes(read.key()),
                bytes(read.value()),
                List.of()));
      } else if (step instanceof AcceptStep.Silent silent) {
        evidence = new Silence(silent.lastOffset(), silent.end(), silent.upTo());
      } else {
        if (step instanceof AcceptStep.Restart restart) {
          restart(restart.end());
        }
        run.pass(AcceptStation.INTERVAL);
      }
      List<String> lines = new ArrayList<>(run.written());
      run.repartitioned().forEach(sent -> lines.add(line(sent.value())));
      return lines;
    }

    private void restart(long end) {
      Map<String, Map<Bytes, byte[]>> stores = // a driver's repartition topic begins at 0
          Restored.without(StoreSection.REPARTITION_POSITION, run.contents());
      run.close();
      evidence = null;
      run = start(end, stores);
    }

    private static String line(byte[] sent) {
      AcceptOutput message = new LogicInputSerde().deserializer().deserialize("any", sent);
      if (message instanceof PartitionFrontier f) {
        return AcceptLines.frontier(f.input(), f.partition(), f.lastOffset(), f.frontier());
      }
      AcceptedRecord r = (AcceptedRecord) message;
      return AcceptLines.accepted(r.input(), r.partition(), r.offset(), r.timestamp());
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
      return text == null ? null : text.getBytes(UTF_8);
    }

    private static PinnedRoute route(long end) {
      boolean hasEnd = end != AcceptScenario.NO_END;
      return Routes.pinned(
          Routes.plan(
              Repartition.ALWAYS,
              Routes.INNER,
              Routes.input(Sides.LEFT, "order", AcceptScenario.LATENESS, null),
              Routes.input(Sides.RIGHT, "payment", AcceptScenario.LATENESS, null)),
          List.of(0L),
          hasEnd ? List.of(end) : List.of(),
          List.of(0L),
          hasEnd ? List.of(PinnedInput.NOTHING) : List.of(),
          1,
          new SizeLimit(AcceptScenario.MAX_RECORD_BYTES));
    }

    @Override
    public void close() {
      run.close();
    }
  }
}
