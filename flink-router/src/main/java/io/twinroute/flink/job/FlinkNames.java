package io.twinroute.flink.job;

import io.twinroute.semantics.Side;
import java.util.Locale;

/**
 * The names under which Flink keeps a route's state. Changing one breaks every savepoint. They hold
 * no topic: a route's pins refuse another one.
 */
public final class FlinkNames {

  static final String JOIN = "join";
  static final String SINK = "sink";
  static final String PROGRESS_STATE = "partition-progress";
  static final String TIMERS = "bucket-timers";

  private FlinkNames() {}

  static String source(Side side) {
    return "source-" + name(side);
  }

  static String accept(Side side) {
    return "accept-" + name(side);
  }

  /** The join's state of one side. */
  static String state(Side side) {
    return name(side) + "-records";
  }

  /** The job's name in the Flink cluster, which is how a router finds a job that already runs. */
  public static String job(String route, String incarnation) {
    return "twinroute/" + route + "/" + incarnation;
  }

  /** The prefix of the sink's transactional ids: stable, and of this route alone. */
  public static String transactionalIdPrefix(String route, String incarnation) {
    return "twinroute-" + route + "-" + incarnation.substring(0, 8);
  }

  private static String name(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
