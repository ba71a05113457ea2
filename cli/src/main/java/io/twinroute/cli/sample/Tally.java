package io.twinroute.cli.sample;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts how often each of a few things was seen. */
final class Tally<E extends Enum<E>> {

  private final Map<E, Integer> counts;

  Tally(Class<E> things) {
    this.counts = new EnumMap<>(things);
  }

  void add(E thing) {
    counts.merge(thing, 1, Integer::sum);
  }

  int of(E thing) {
    return counts.getOrDefault(thing, 0);
  }

  int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  Set<E> seen() {
    return Collections.unmodifiableSet(counts.keySet());
  }

  /**
   * The thing that was seen most often.
   *
   * @throws java.util.NoSuchElementException if nothing was seen
   */
  E most() {
    return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** What was seen, the most frequent first: {@code XML (20), UTF-8 text (3)}. */
  String text(Function<E, String> words) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(entry -> "%s (%d)".formatted(words.apply(entry.getKey()), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
