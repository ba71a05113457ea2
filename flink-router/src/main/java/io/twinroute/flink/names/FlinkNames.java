package io.twinroute.flink.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.RouteNames;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The names under which Flink keeps a route's state. Changing one breaks every savepoint. They
 * contain no topic, because a route's pins refuse another one.
 */
public final class FlinkNames {

  public static final String SOURCE = "source";
  public static final String ACCEPT = "accept";
  public static final String LOGIC = "logic";
  public static final String SINK = "sink";
  public static final String TIMERS = "bucket-timers";

  private FlinkNames() {}

  /** The progress of one input's accept station. */
  public static String progress(int input) {
    return "partition-progress-" + input;
  }

  /** The logic's state of one input. */
  public static String state(int input) {
    return "records-" + input;
  }

  /** The beginning of the names of all of a route's jobs, and of no other route's. */
  public static String jobs(String route, String incarnation) {
    return "twinroute/" + route + "/" + incarnation + "/";
  }

  /**
   * The job's name in the Flink cluster, by which a router finds a job that already runs. Runs of
   * one name do the same: they have the same definition, and no end or the same ends.
   */
  public static String job(PinnedRoute route) {
    return jobs(route.plan().name(), route.incarnation())
        + (route.untilEnd() ? "until-end-" + hash(route.ends()) : "live")
        + "-"
        + hashOfTheDefinition(route);
  }

  /** A hash of the route's readable settings, without client settings, which may be secret. */
  private static String hashOfTheDefinition(PinnedRoute route) {
    return hash(List.of(route.plan(), route.repartitionPartitions(), route.limit()));
  }

  /** The prefix of the sink's transactional ids: stable, and of this route alone. */
  public static String transactionalIdPrefix(Cluster target, String route, String incarnation) {
    return RouteNames.prefix(target, route) + incarnation.substring(0, 8);
  }

  private static String hash(List<?> parts) {
    CRC32 hash = new CRC32();
    hash.update(parts.toString().getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) hash.getValue());
  }
}
