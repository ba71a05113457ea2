package io.twinroute.cli.commands;

import io.twinroute.parity.Comparison;
import io.twinroute.parity.Difference;
import io.twinroute.parity.DifferenceText;
import io.twinroute.parity.RecordSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of comparing named sides, worded alike in every command.
 *
 * @param counts how many records each side holds, in order
 * @param differing how many records differ from the first side's, over all other sides
 * @param explanation the first difference, in lines; empty if nothing differs
 */
public record Verdict(Map<String, Long> counts, long differing, List<String> explanation) {

  /** Compares every further side, in the map's order, with the first; there are at least two. */
  public static Verdict of(Map<String, RecordSource> sides) {
    List<String> names = List.copyOf(sides.keySet());
    List<RecordSource> sources = List.copyOf(sides.values());
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> explanation = new ArrayList<>();
    long differing = 0;
    for (int i = 1; i < names.size(); i++) {
      Comparison comparison = Comparison.of(sources.get(0), sources.get(i));
      counts.put(names.get(0), comparison.left());
      counts.put(names.get(i), comparison.right());
      differing += comparison.differing();
      Difference first = comparison.first();
      if (first != null && explanation.isEmpty()) {
        explanation.addAll(new DifferenceText(names.get(0), names.get(i)).lines(first));
      }
    }
    return new Verdict(counts, differing, explanation);
  }

  /** Whether all sides hold the same records equally often. */
  public boolean identical() {
    return differing == 0;
  }

  /** Whether no side holds any record. */
  public boolean isEmpty() {
    return counts.values().stream().allMatch(count -> count == 0);
  }

  /** For example {@code identical: true one=5 other=5 differing=0}, with two spaces inside. */
  public String line() {
    return "identical: %s  %s differing=%d"
        .formatted(
            identical(),
            counts.entrySet().stream()
                .map(side -> side.getKey() + "=" + side.getValue())
                .collect(Collectors.joining(" ")),
            differing);
  }
}
