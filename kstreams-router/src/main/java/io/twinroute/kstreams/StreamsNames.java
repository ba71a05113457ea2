package io.twinroute.kstreams;

import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.cluster.RouteNames;
import io.twinroute.semantics.Side;
import java.util.Locale;

/**
 * The names that a route leaves on its target cluster and in its state directory. They are state:
 * changing one of them loses what a running route has kept under it.
 */
final class StreamsNames {

  /** How far each source partition has been judged. */
  static final String PROGRESS_STORE = "progress";

  /** Records beyond the end of a run that had one. */
  static final String HELD_STORE = "held";

  /** Records that may still meet a partner, and that have come not long ago. */
  static final String RECENT_STORE = "recent";

  /** Records that may still meet a partner. */
  static final String JOIN_STORE = "join";

  /** Which records of the join store wait for their result to be fixed. */
  static final String WAITING_STORE = "waiting";

  /** In which time buckets of the join store a key has records. */
  static final String KEY_BUCKETS_STORE = "key-buckets";

  /** How far the exchange has been joined, where there is one. */
  static final String EXCHANGE_POSITION_STORE = "exchange-position";

  /** Tells the accept processors of a task that a commit comes; holds nothing. */
  static final String BEFORE_ACCEPT_COMMIT = "before-accept-commit";

  /** Tells the join processor of a task that a commit comes; holds nothing. */
  static final String BEFORE_JOIN_COMMIT = "before-join-commit";

  /** Streams makes {@code <application id>-exchange-repartition} of it. */
  static final String EXCHANGE = "exchange";

  static final String MERGE = "merge-sides";
  static final String JOIN = "join-sides";
  static final String RESULTS = "results";

  private static final int INCARNATION_LENGTH = 8;

  private StreamsNames() {}

  /**
   * The application id, which is also the consumer group and the prefix of all internal topics. It
   * holds a part of the incarnation, so that a route on re-created clusters never meets old state.
   */
  static String application(PinnedRoute route) {
    String incarnation = route.incarnation();
    return application(
        route.plan().name(),
        incarnation.substring(0, Math.min(INCARNATION_LENGTH, incarnation.length())));
  }

  static String application(String route, String incarnation) {
    return RouteNames.prefix(route) + incarnation;
  }

  static String exchangeTopic(String application) {
    return application + "-" + EXCHANGE + "-repartition";
  }

  static String changelogTopic(String application, String store) {
    return application + "-" + store + "-changelog";
  }

  static String source(Side side) {
    return "mirrored-" + side.name().toLowerCase(Locale.ROOT);
  }

  static String late(Side side) {
    return "late-" + side.name().toLowerCase(Locale.ROOT);
  }

  static String deadLetters(Side side) {
    return "dead-letters-" + side.name().toLowerCase(Locale.ROOT);
  }

  static String accept(Side side) {
    return "accept-" + side.name().toLowerCase(Locale.ROOT);
  }
}
