package io.twinroute.bench.data;

/**
 * The records of both sides of a workload, each a function of its number. Values are JSON without
 * white space, the members in the order in which a mapper writes them, so that every contestant's
 * results have the same bytes.
 */
public interface JoinData {

  /** How many records the left side has. */
  int lefts();

  /** How many records the right side has. */
  int rights();

  /**
   * @param number from 0 to {@link #lefts()}, exclusive
   */
  TimedRecord left(int number);

  /**
   * @param number from 0 to {@link #rights()}, exclusive
   */
  TimedRecord right(int number);

  /** How many results the join has. */
  long results();
}
