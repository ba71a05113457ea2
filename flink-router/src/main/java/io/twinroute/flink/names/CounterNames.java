package io.twinroute.flink.names;

import io.twinroute.semantics.logic.Side;
import java.util.Locale;

/** The accumulators through which a job tells how far it is. */
public final class CounterNames {

  public static final String RESULTS = "results";

  private CounterNames() {}

  public static String read(Side side) {
    return name(side, "read");
  }

  public static String late(Side side) {
    return name(side, "late");
  }

  public static String deadLetters(Side side) {
    return name(side, "dead-letters");
  }

  public static String positions(Side side) {
    return name(side, "positions");
  }

  public static String frontiers(Side side) {
    return name(side, "frontiers");
  }

  private static String name(Side side, String what) {
    return side.name().toLowerCase(Locale.ROOT) + "-" + what;
  }
}
