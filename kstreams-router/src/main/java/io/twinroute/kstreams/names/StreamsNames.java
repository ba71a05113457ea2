package io.twinroute.kstreams.names;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.runtime.pin.PinnedRoute;

/**
 * The names that a route leaves on its target cluster and in its state directory. They are state:
 * changing one of them loses what a running route has kept under it.
 */
public final class StreamsNames {

  /** The state of a task, after the repartition topic where there is one. */
  public static final String STATE_STORE = "state";

  /** The state of a task in front of the repartition topic: its progress. */
  public static final String PROGRESS_STORE = "progress";

  /** Calls the processors of a task before a commit; holds nothing. */
  public static final String BEFORE_COMMIT = "before-commit";

  /** The same in front of the repartition topic. */
  public static final String BEFORE_ACCEPT_COMMIT = "before-accept-commit";

  public static final String MERGE = "merge-inputs";
  public static final String LOGIC = "logic";
  public static final String RESULTS = "results";

  /** Writes the placeholders for results that cannot be written. */
  public static final String UNWRITTEN_RESULTS = "unwritten-results";

  private StreamsNames() {}

  /** The application id, which is also the consumer group and the prefix of internal topics. */
  public static String application(PinnedRoute route) {
    RoutePlan plan = route.plan();
    return StreamsTopics.application(plan.output().cluster(), plan.name(), route.incarnation());
  }

  /** Where the accept processors keep their progress, and the records that they hold back. */
  public static String acceptStore(PinnedRoute route) {
    return route.repartitionPartitions() > 0 ? PROGRESS_STORE : STATE_STORE;
  }

  /** Calls the accept processors of a task before a commit. */
  public static String beforeAcceptCommit(PinnedRoute route) {
    return route.repartitionPartitions() > 0 ? BEFORE_ACCEPT_COMMIT : BEFORE_COMMIT;
  }

  /** To whom the accept processors send what is for the logic. */
  public static String afterAccept(PinnedRoute route) {
    return route.inputs().size() == 1 ? LOGIC : MERGE;
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
