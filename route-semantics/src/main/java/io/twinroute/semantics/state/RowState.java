package io.twinroute.semantics.state;

import io.twinroute.semantics.record.AcceptedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Versions of rows: accepted records of which the last one up to a time is found by its key.
 * Engines implement it on their own state.
 */
public interface RowState {

  /** Keeps a version until a logic removes it. */
  void put(AcceptedRecord version);

  /**
   * The last version of {@code input} with exactly this key and a timestamp of at most {@code to},
   * in the order of {@link AcceptedRecord#compareInTime}; null if there is none.
   */
  @Nullable AcceptedRecord latest(int input, byte[] key, long to);

  /**
   * The first version of {@code input} with exactly this key and a timestamp after {@code after},
   * up to {@code to}, in the order of {@link AcceptedRecord#compareInTime}; null if there is none.
   */
  @Nullable AcceptedRecord earliest(int input, byte[] key, long after, long to);

  /**
   * Removes every version of {@code version}'s input and key that comes before it in the order of
   * {@link AcceptedRecord#compareInTime}.
   *
   * @param andItself whether {@code version} goes too
   */
  void removeBefore(AcceptedRecord version, boolean andItself);
}
