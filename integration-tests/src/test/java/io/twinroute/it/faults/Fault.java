package io.twinroute.it.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that happens at one point of a run.
 *
 * @param target what it happens to, one of the kind's targets
 * @param millis how long it lasts
 */
record Fault(FaultKind kind, String target, int millis) {

  private static final int SHORTEST_MILLIS = 2_000;
  private static final int LONGEST_MILLIS = 8_000;

  /**
   * Draws faults: every kind once before any comes again, in an order, with targets and lengths
   * that are a function of the seed.
   */
  static List<Fault> draw(long seed, int count, Set<FaultKind> kinds) {
    Random random = new Random(seed);
    List<Fault> faults = new ArrayList<>();
    while (faults.size() < count) {
      List<FaultKind> round = new ArrayList<>(kinds);
      Collections.shuffle(round, random);
      for (FaultKind kind : round) {
        String target = kind.targets().get(random.nextInt(kind.targets().size()));
        int millis = SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
        faults.add(new Fault(kind, target, millis));
      }
    }
    return faults.subList(0, count);
  }

  /** Reads what {@link #toString} wrote, separated by commas. */
  static List<Fault> parse(String schedule) {
    return Stream.of(schedule.split(","))
        .map(String::strip)
        .map(text -> text.split("\\s+"))
        .map(
            words ->
                new Fault(
                    FaultKind.valueOf(words[0].toUpperCase(Locale.ROOT).replace('-', '_')),
                    words[1],
                    Integer.parseInt(words[2])))
        .toList();
  }

  static String text(List<Fault> faults) {
    return faults.stream().map(Fault::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return kind.id() + " " + target + " " + millis;
  }
}
