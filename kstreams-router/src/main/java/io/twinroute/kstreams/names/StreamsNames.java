package io.twinroute.kstreams.names;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.runtime.pin.PinnedRoute;

/**
 * The names that a route leaves on its target cluster and in its state directory. They are state:
 * changing one of them loses what a running route has kept under it.
 */
public final class StreamsNames {

  /** How far each source partition has been judged. */
  public static final String PROGRESS_STORE = "progress";

  /** Records beyond the end of a run that had one. */
  public static final String HELD_STORE = "held";

  /** Records that may still meet a partner, and that have come not long ago. */
  public static final String RECENT_STORE = "recent";

  /** Records that may still meet a partner. */
  public static final String RECORDS_STORE = "records";

  /** Which records of the records store wait for their result to be fixed. */
  public static final String WAITING_STORE = "waiting";

  /** In which time buckets of the records store a key has records. */
  public static final String KEY_BUCKETS_STORE = "key-buckets";

  /** How far the repartition topic has been joined, where there is one. */
  public static final String REPARTITION_POSITION_STORE = "repartition-position";

  /** Tells the accept processors of a task that a commit comes; holds nothing. */
  public static final String BEFORE_ACCEPT_COMMIT = "before-accept-commit";

  /** Tells the logic processor of a task that a commit comes; holds nothing. */
  public static final String BEFORE_LOGIC_COMMIT = "before-logic-commit";

  public static final String MERGE = "merge-inputs";
  public static final String LOGIC = "logic";
  public static final String RESULTS = "results";

  /** Writes what stands for results that are too large. */
  public static final String TOO_LARGE_RESULTS = "too-large-results";

  private StreamsNames() {}

  /** The application id, which is also the consumer group and the prefix of internal topics. */
  public static String application(PinnedRoute route) {
    RoutePlan plan = route.plan();
    return StreamsTopics.application(plan.output().cluster(), plan.name(), route.incarnation());
  }

  public static String source(int input) {
    return "remote-" + input;
  }

  public static String late(int input) {
    return "late-" + input;
  }

  public static String deadLetters(int input) {
    return "dead-letters-" + input;
  }

  public static String accept(int input) {
    return "accept-" + input;
  }
}
