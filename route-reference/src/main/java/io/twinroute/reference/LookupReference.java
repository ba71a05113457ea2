package io.twinroute.reference;

import io.twinroute.reference.ReferenceRule.Lookup;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for the newest version of a row that is not newer than the left record. */
final class LookupReference {

  private static final Comparator<Accepted> IN_TIME =
      Comparator.comparingLong(Accepted::timestamp)
          .thenComparingInt(Accepted::topic)
          .thenComparingInt(r -> r.log().partition())
          .thenComparingLong(r -> r.record().offset());

  private final Lookup lookup;
  private final ReferenceFormat format;

  LookupReference(Lookup lookup, ReferenceFormat format) {
    this.lookup = lookup;
    this.format = format;
  }

  List<ExpectedResult> results(List<Accepted> left, List<Accepted> right) {
    Map<ByteBuffer, List<Accepted>> versionsByKey = new HashMap<>();
    for (Accepted r : right) {
      versionsByKey.computeIfAbsent(r.group(), k -> new ArrayList<>()).add(r);
    }
    List<ExpectedResult> results = new ArrayList<>();
    for (Accepted l : left) {
      List<Accepted> versions = versionsByKey.getOrDefault(l.group(), List.of());
      Optional<Accepted> row = version(l, versions).filter(version -> version.value() != null);
      if (row.isPresent()) {
        results.add(format.pair(l, row.get()));
      } else if (lookup.unmatched()) {
        results.add(format.leftAlone(l));
      }
    }
    return results;
  }

  /** The end of a row is a version, too. */
  private Optional<Accepted> version(Accepted l, List<Accepted> versions) {
    Optional<Accepted> valid =
        versions.stream().filter(r -> r.timestamp() <= l.timestamp()).max(IN_TIME);
    Long within = lookup.firstVersionWithin();
    return valid.isPresent() || within == null
        ? valid
        : versions.stream().filter(r -> r.timestamp() - l.timestamp() <= within).min(IN_TIME);
  }
}
