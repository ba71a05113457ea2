package io.twinroute.config.read;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.ResultRule;
import io.twinroute.semantics.accept.EventTime;
import io.twinroute.semantics.logic.LogicRule;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A route as written: each value is right by itself, and clusters are still names. What is null was
 * missing or wrong, and has been reported.
 *
 * @param left the left side; or the only input of a route without sides
 * @param right the right side; null for a route without sides
 * @param maxRecordBytes null also if it is not written
 */
public record RouteDefinition(
    String name,
    Input left,
    @Nullable Input right,
    LogicRule rule,
    Target output,
    Delivery delivery,
    Repartition repartition,
    int parallelism,
    @Nullable Integer maxRecordBytes,
    boolean enabled) {

  /** The inputs in their order. */
  public Stream<Input> inputs() {
    return Stream.of(left, right).filter(Objects::nonNull);
  }

  /** The input at a place among the {@link #inputs}. */
  public Input input(int index) {
    return inputs().toList().get(index);
  }

  /**
   * One side as written.
   *
   * @param sources its topics; none if what is written cannot be read
   * @param key null: the record's own key as a whole
   * @param silenceAfter what holds for the side, its route's setting and the default included;
   *     null: never
   */
  public record Input(
      String path,
      String name,
      List<Source> sources,
      String as,
      Duration lateness,
      @Nullable JoinKey key,
      @Nullable Duration silenceAfter,
      @Nullable EventTime time,
      @Nullable String where) {

    public Input {
      sources = List.copyOf(sources);
    }
  }

  /**
   * A topic of a side as written.
   *
   * @param path of the mapping that holds its {@code cluster} and {@code topic}
   */
  public record Source(String path, @Nullable String cluster, @Nullable String topic) {}

  /**
   * The output as written.
   *
   * @param lateTopic null also if late records are counted only
   * @param deadLetterTopic null also if records that cannot be joined are counted only
   */
  public record Target(
      String path,
      @Nullable String cluster,
      @Nullable WrittenTopic topic,
      @Nullable WrittenTopic lateTopic,
      @Nullable WrittenTopic deadLetterTopic,
      @Nullable Integer partitions,
      @Nullable Integer replication,
      Cleanup cleanup,
      @Nullable String where,
      ResultRule results) {

    /** All topics that are named rightly. */
    public Stream<WrittenTopic> topics() {
      return Stream.of(topic, lateTopic, deadLetterTopic).filter(Objects::nonNull);
    }
  }
}
