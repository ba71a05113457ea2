package io.twinroute.flink.names;

import io.twinroute.semantics.record.Rejection;

/** The accumulators through which a job reports its progress. */
public final class CounterNames {

  public static final String RESULTS = "results";

  /** Results that are dead letters, because they cannot be written. */
  public static final String UNWRITTEN_RESULTS = "unwritten-results";

  /** The size of the recent records on the heap. */
  public static final String RECENT_BYTES = "recent-bytes";

  private CounterNames() {}

  public static String read(int input) {
    return name(input, "read");
  }

  public static String rejected(int input, Rejection reason) {
    return name(input, "rejected-" + reason.reason());
  }

  public static String positions(int input) {
    return name(input, "positions");
  }

  /** The positions of the last complete checkpoint. */
  public static String committed(int input) {
    return name(input, "committed");
  }

  public static String frontiers(int input) {
    return name(input, "frontiers");
  }

  private static String name(int input, String what) {
    return what + "-" + input;
  }
}
