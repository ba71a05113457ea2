package io.twinroute.flink.job;

import io.twinroute.config.SourceSide;
import java.util.Locale;

/**
 * The names under which Flink keeps a route's state. Changing one breaks every savepoint; a side's
 * names hold its cluster and topic, so that another topic starts with a state of its own.
 */
public final class FlinkNames {

  static final String JOIN = "join";
  static final String SINK = "sink";
  static final String PROGRESS_STATE = "partition-progress";
  static final String LEFT_STATE = "left-records";
  static final String RIGHT_STATE = "right-records";

  private FlinkNames() {}

  static String source(SourceSide side) {
    return "source-" + topic(side);
  }

  static String accept(SourceSide side) {
    return "accept-" + topic(side);
  }

  /** The job's name in the Flink cluster, which is how a router finds a job that already runs. */
  public static String job(String route, String incarnation) {
    return "twinroute/" + route + "/" + incarnation;
  }

  /** The prefix of the sink's transactional ids: stable, and of this route alone. */
  public static String transactionalIdPrefix(String route, String incarnation) {
    return "twinroute-" + route + "-" + incarnation.substring(0, 8);
  }

  private static String topic(SourceSide side) {
    return side.side().name().toLowerCase(Locale.ROOT)
        + "-"
        + side.cluster().alias()
        + "/"
        + side.topic();
  }
}
