package io.twinroute.scenario.accept;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens to partition 0 of the input {@code east/orders}, the first one of its route, in this
 * order. It begins in a run without an end, at a station that knows nothing.
 *
 * <p>No run ticks so often that an engine would repeat what it has announced before.
 *
 * @param name short; of a random one, with the seed that replays it
 */
public record AcceptScenario(String name, List<AcceptStep> steps) {

  /** The lateness of the input, in milliseconds. */
  public static final long LATENESS = 30_000;

  /** How large a record of the route may be, in bytes. */
  public static final int MAX_RECORD_BYTES = 100;

  /** The end of a run that has none. */
  public static final long NO_END = Long.MAX_VALUE;

  /** An accept station, of an engine or of the model. */
  @FunctionalInterface
  public interface Station {

    /** What it puts out upon this step, as {@link AcceptLines}; first what it rejects. */
    List<String> play(AcceptStep step) throws Exception;
  }

  public AcceptScenario {
    steps = List.copyOf(steps);
  }

  /** What a station must put out. */
  public List<String> expectedLines() {
    AcceptModel model = new AcceptModel();
    List<String> lines = new ArrayList<>();
    steps.forEach(step -> add(step, model.play(step), lines));
    return lines;
  }

  /** What {@code station} puts out, with the steps in between. */
  public List<String> lines(Station station) throws Exception {
    List<String> lines = new ArrayList<>();
    for (AcceptStep step : steps) {
      add(step, station.play(step), lines);
    }
    return lines;
  }

  private static void add(AcceptStep step, List<String> out, List<String> lines) {
    lines.add("> " + step);
    lines.addAll(out);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
