package io.twinroute.runtime.supervise;

import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Rejection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many records were rejected, by reason.
 *
 * @param counts of each reason that occurred
 */
public record Rejections(Map<Rejection, Long> counts) {

  /** None. */
  public static final Rejections NONE = new Rejections(Map.of());

  /** Leaves out what did not occur. */
  public Rejections {
    Map<Rejection, Long> occurred = new EnumMap<>(Rejection.class);
    counts.forEach(
        (reason, count) -> {
          if (count > 0) {
            occurred.put(reason, count);
          }
        });
    counts = Collections.unmodifiableMap(occurred);
  }

  /** Of all reasons. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of the reasons that send a record there. */
  public long total(Destination destination) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().destination() == destination)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** These and others. */
  public Rejections plus(Rejections others) {
    Map<Rejection, Long> sum = new EnumMap<>(Rejection.class);
    sum.putAll(counts);
    others.counts.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
    return new Rejections(sum);
  }

  /** Those of them that came after {@code before}. */
  public Rejections since(Rejections before) {
    Map<Rejection, Long> rest = new EnumMap<>(Rejection.class);
    counts.forEach(
        (reason, count) -> rest.put(reason, count - before.counts.getOrDefault(reason, 0L)));
    return new Rejections(rest);
  }

  /** The reasons with their counts, the most frequent first: {@code not-json 990, no-key 8}. */
  public String text() {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(
            entry ->
                String.format(Locale.ROOT, "%s %,d", entry.getKey().reason(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
