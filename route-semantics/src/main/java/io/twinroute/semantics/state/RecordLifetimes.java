package io.twinroute.semantics.state;

import io.twinroute.semantics.time.TimeBuckets;

/**
 * How long a logic needs the records of its inputs. Every time is a {@code W}: what is said of it
 * holds as soon as {@code W} has reached it.
 */
public interface RecordLifetimes {

  /** A {@code W} that is never reached. */
  long NEVER = Long.MAX_VALUE;

  /**
   * How many inputs the logic's state has; the first one is input 0. Behind the route's own there
   * may be more, for records that the logic has moved there when they were settled.
   */
  int inputs();

  /** How the logic's state is cut into buckets of time. */
  TimeBuckets buckets();

  /** Whether a record of this input may wait for its own result to be fixed. */
  boolean mayWait(int input);

  /**
   * The smallest {@code W} at which the result of a waiting record is fixed.
   *
   * @param timestamp the record's
   */
  long settlesAt(int input, long timestamp);

  /**
   * The smallest {@code W} at which the logic has something to remove from a bucket; {@link #NEVER}
   * if its records go when they are settled.
   *
   * @param bucket of any width
   */
  long expiresAt(int input, long bucket);

  /**
   * Whether nearly every record is met soon or never, and a bucket goes as a whole: then an engine
   * keeps the newest records on the heap. A row, which may be met years later, is none of these.
   * Such a logic looks at no state when it settles a record, and keeps it afterwards: the engine
   * settles the two layers apart, each under any key.
   */
  boolean keepsRecentRecords();
}
