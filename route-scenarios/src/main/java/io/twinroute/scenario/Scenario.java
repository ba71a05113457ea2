package io.twinroute.scenario;

import io.twinroute.reference.ReferenceJoin;
import io.twinroute.reference.ReferenceOutput;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.SourceLog;
import java.util.List;

/**
 * A route, the logs of its sources, and what it must write once it has read them to their ends.
 *
 * @param name short, of letters, digits and dashes; unique within the corpus
 * @param about one sentence: what the scenario shows
 * @param left the partitions of the left topics, or of those of the one input that passes through:
 *     topic by topic in the route's order, all of them, in order; some may be empty
 * @param right the partitions of the right topics; none where one input passes through
 * @param expected written by hand in the corpus, the reference's elsewhere
 */
public record Scenario(
    String name,
    String about,
    ScenarioRoute route,
    List<SourceLog> left,
    List<SourceLog> right,
    ReferenceOutput expected) {

  /** Copies the lists. */
  public Scenario {
    left = List.copyOf(left);
    right = List.copyOf(right);
  }

  /** A scenario whose expected output is the reference's. */
  static Scenario byReference(
      String name, String about, ScenarioRoute route, List<SourceLog> left, List<SourceLog> right) {
    return new Scenario(
        name, about, route, left, right, new ReferenceJoin(route.reference()).output(left, right));
  }

  /** The route as the reference takes it. */
  public ReferenceRoute reference() {
    return route.reference();
  }

  /** What the route must write, as {@link Rendered} lines, sorted. */
  public List<String> expectedLines() {
    return Rendered.lines(expected);
  }

  /** The same route over other logs, with what the reference expects of them. */
  Scenario with(List<SourceLog> left, List<SourceLog> right) {
    return byReference(name, about, route, left, right);
  }

  /** The topics of the left side, in the route's order. */
  public List<ScenarioTopic> leftTopics() {
    return ScenarioTopic.of(left);
  }

  /** The topics of the right side, in the route's order. */
  public List<ScenarioTopic> rightTopics() {
    return ScenarioTopic.of(right);
  }

  /**
   * The same scenario over topics with these names; of a side with topics of several names, those
   * of the others end with their own. Coordinates name the topics, so the expected headers change
   * with them.
   */
  public Scenario withTopics(String leftTopic, String rightTopic) {
    return new TopicRenaming(this, leftTopic, rightTopic).renamed();
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
