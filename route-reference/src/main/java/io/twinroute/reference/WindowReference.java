package io.twinroute.reference;

import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceRule.Window;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares every left record with every right record of the same key, then sees who is left. */
final class WindowReference {

  private final Window window;
  private final ReferenceFormat format;

  WindowReference(Window window, ReferenceFormat format) {
    this.window = window;
    this.format = format;
  }

  List<ExpectedResult> results(List<Accepted> left, List<Accepted> right) {
    Map<ByteBuffer, List<Accepted>> rightByKey = new HashMap<>();
    for (Accepted r : right) {
      rightByKey.computeIfAbsent(r.group(), k -> new ArrayList<>()).add(r);
    }
    List<ExpectedResult> results = new ArrayList<>();
    Set<String> matched = new HashSet<>();
    for (Accepted l : left) {
      for (Accepted r : rightByKey.getOrDefault(l.group(), List.of())) {
        long distance = r.timestamp() - l.timestamp();
        if (-window.before() <= distance && distance <= window.after()) {
          results.add(format.pair(l, r));
          matched.add(l.coordinates());
          matched.add(r.coordinates());
        }
      }
    }
    if (window.unmatched() != Unmatched.NONE) {
      left.stream()
          .filter(l -> !matched.contains(l.coordinates()))
          .forEach(l -> results.add(format.leftAlone(l)));
    }
    if (window.unmatched() == Unmatched.BOTH) {
      right.stream()
          .filter(r -> !matched.contains(r.coordinates()))
          .forEach(r -> results.add(format.rightAlone(r)));
    }
    return results;
  }
}
