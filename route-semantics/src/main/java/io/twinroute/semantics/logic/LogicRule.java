package io.twinroute.semantics.logic;

import java.io.Serializable;

/**
 * What a route does with its accepted records, as its file says it: all that the rest of the
 * project knows of a kind of route.
 *
 * <p>Serializable, because an engine may send it to other processes.
 */
public interface LogicRule extends Serializable {

  /**
   * Answers for each kind of rule, so that the compiler finds every place that distinguishes them.
   *
   * @param <T> what it answers
   */
  interface Visitor<T> {

    /** For a join over a window. */
    T windowed(JoinRule.Windowed join);

    /** For a lookup. */
    T lookup(JoinRule.Lookup join);

    /** For records that pass through. */
    T passThrough(PassThrough rule);
  }

  /**
   * The rule's type in the words of route files. A route with state keeps it: another type keeps
   * other records, and lets others wait.
   */
  String type();

  /**
   * Whether its results depend on earlier records. If not, an engine keeps nothing but how far it
   * has judged, gives each result with its record, and leaves records in their partitions.
   */
  default boolean keepsState() {
    return true;
  }

  /** Whether a record of this input without a value means something to the logic. */
  boolean takesTombstones(int input);

  /** What {@code visitor} answers for this kind. */
  <T> T visit(Visitor<T> visitor);

  /**
   * The logic itself.
   *
   * @param results writes its results
   */
  RouteLogic logic(ResultFormat results);
}
