package io.twinroute.cli.replay;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.parity.TopicReader;
import io.twinroute.runtime.RouteFailedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The dead letters of a route, each with the source topic to which it returns. */
final class RouteReplay {

  private final String route;
  private final String topic;
  private final List<InputReplay> sources;
  private final long placeholders;

  private RouteReplay(String route, String topic, List<InputReplay> sources, long placeholders) {
    this.route = route;
    this.topic = topic;
    this.sources = sources;
    this.placeholders = placeholders;
  }

  /**
   * Reads a dead-letter topic.
   *
   * @param inputs the inputs whose dead letters are replayed
   * @throws RouteFailedException if the topic holds anything but the route's dead letters
   */
  static RouteReplay read(RoutePlan route, String topic, List<RouteInput> inputs) {
    AtomicLong placeholders = new AtomicLong();
    Collection<DeadLetter> letters = letters(route, topic, placeholders);
    List<InputReplay> replays = new ArrayList<>();
    for (SourceTopic source : inputs.stream().flatMap(each -> each.topics().stream()).toList()) {
      replays.add(
          new InputReplay(
              route.name(),
              source,
              letters.stream().filter(l -> l.topic().equals(source.address())).toList()));
    }
    return new RouteReplay(route.name(), topic, replays, placeholders.get());
  }

  /**
   * By their coordinates: with at-least-once the topic may hold a dead letter twice.
   *
   * @param placeholders counts those without their values
   */
  private static Collection<DeadLetter> letters(
      RoutePlan route, String topic, AtomicLong placeholders) {
    Map<String, DeadLetter> letters = new LinkedHashMap<>();
    TopicReader.open(route.output().cluster(), topic)
        .forEach(
            record -> {
              if (DeadLetter.isPlaceholder(record)) {
                placeholders.incrementAndGet();
                return;
              }
              DeadLetter letter =
                  DeadLetter.of(record)
                      .filter(l -> isOf(route, l))
                      .orElseThrow(
                          () ->
                              new RouteFailedException(
                                  "Topic '%s', %s: this is no dead letter of route '%s'. Nothing was replayed."
                                      .formatted(topic, record, route.name())));
              letters.putIfAbsent(letter.coordinates(), letter);
            });
    return letters.values();
  }

  private static boolean isOf(RoutePlan route, DeadLetter letter) {
    return route.sources().anyMatch(source -> source.address().equals(letter.topic()));
  }

  /**
   * Checks, without writing anything, that the source topics can take the dead letters.
   *
   * @throws RouteFailedException if one cannot
   */
  void mustBePossible() {
    sources.forEach(InputReplay::mustNotBeCompacted);
  }

  /**
   * Sends the dead letters that have not been sent before.
   *
   * @return a description of what was sent
   * @throws RouteFailedException if a source cluster refuses
   */
  String send() {
    int letters = sources.stream().mapToInt(InputReplay::size).sum();
    int sent = sources.stream().mapToInt(InputReplay::send).sum();
    String replayed =
        "%s: %d dead letters in %s, %d replayed before, %d replayed now"
            .formatted(route, letters, topic, letters - sent, sent);
    return placeholders == 0
        ? replayed
        : replayed
            + "; %d too large or of results, which hold no value to replay".formatted(placeholders);
  }
}
