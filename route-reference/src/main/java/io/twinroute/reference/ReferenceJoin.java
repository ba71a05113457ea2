package io.twinroute.reference;

import io.twinroute.reference.ReferenceRule.Lookup;
import io.twinroute.reference.ReferenceRule.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A route over whole logs: first set aside what is late or cannot be joined, then join the rest. It
 * returns what a run to the logs' ends must have written, when nothing waits for a partner any
 * more.
 */
public final class ReferenceJoin {

  private final ReferenceRoute route;

  public ReferenceJoin(ReferenceRoute route) {
    this.route = route;
  }

  /**
   * Everything that the route must write for these logs: of each side the partitions of its first
   * topic, in order, then those of the next.
   */
  public ReferenceOutput output(List<SourceLog> left, List<SourceLog> right) {
    ReferenceSize size = new ReferenceSize(route.maxRecordBytes());
    ReferenceFormat format = new ReferenceFormat(route);
    if (route.passesThrough()) {
      PassThroughReference passed = new PassThroughReference(route.left(), size, format, left);
      return output(passed.results, passed.late, passed.deadLetters, format, size);
    }
    boolean rows = route.join() instanceof Lookup;
    ReferenceJudge lefts = new ReferenceJudge(route.left(), false, size, left);
    ReferenceJudge rights = new ReferenceJudge(route.right(), rows, size, right);
    return output(
        results(lefts.accepted, rights.accepted, format),
        concat(lefts.late, rights.late),
        concat(lefts.deadLetters, rights.deadLetters),
        format,
        size);
  }

  private static ReferenceOutput output(
      List<ExpectedResult> all,
      List<ExpectedRejection> late,
      List<ExpectedRejection> deadLetters,
      ReferenceFormat format,
      ReferenceSize size) {
    List<ExpectedResult> results = all.stream().filter(r -> !format.refused.contains(r)).toList();
    return new ReferenceOutput(
        results.stream().filter(r -> !format.unwritten.contains(r) && !size.isTooLarge(r)).toList(),
        late,
        deadLetters,
        results.stream()
            .filter(r -> format.unwritten.contains(r) || size.isTooLarge(r))
            .map(r -> format.unwritten.contains(r) ? r : ReferenceSize.deadLetter(r))
            .toList());
  }

  private List<ExpectedResult> results(
      List<Accepted> left, List<Accepted> right, ReferenceFormat format) {
    if (route.join() instanceof Window window) {
      return new WindowReference(window, format).results(left, right);
    }
    if (route.join() instanceof Lookup lookup) {
      return new LookupReference(lookup, format).results(left, right);
    }
    throw new IllegalStateException("no such join");
  }

  private static List<ExpectedRejection> concat(
      List<ExpectedRejection> left, List<ExpectedRejection> right) {
    List<ExpectedRejection> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }
}
