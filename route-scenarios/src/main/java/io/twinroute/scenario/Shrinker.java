package io.twinroute.scenario;

import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes a failing scenario smaller: leaves out records, and then empty partitions at the end, as
 * long as it still fails. What is left is for {@link ScenarioText}.
 */
public final class Shrinker {
  private final Predicate<Scenario> fails;
  private int tries;
  private Scenario smallest;

  private Shrinker(Scenario failing, Predicate<Scenario> fails, int tries) {
    this.smallest = failing;
    this.fails = fails;
    this.tries = tries;
  }

  /**
   * The smallest scenario that was found to fail; {@code failing} itself if none smaller does.
   * Records keep their offsets. Its expected output is the reference's.
   *
   * @param fails must be repeatable
   * @param tries how often {@code fails} may be asked
   */
  public static Scenario shrink(Scenario failing, Predicate<Scenario> fails, int tries) {
    Shrinker shrinker = new Shrinker(failing, fails, tries);
    shrinker.leaveOutRecords();
    shrinker.leaveOutPartitions();
    return shrinker.smallest;
  }

  /** Large pieces first, then smaller ones, down to single records that all matter. */
  private void leaveOutRecords() {
    int size = Math.max(1, records().size() / 2);
    while (tries > 0) {
      boolean smaller = false;
      for (int from = 0; from < records().size() && tries > 0; ) {
        List<LogRecord> piece = records().subList(from, Math.min(records().size(), from + size));
        if (tryIt(without(piece))) {
          smaller = true;
        } else {
          from += size;
        }
      }
      if (size > 1) {
        size = (size + 1) / 2;
      } else if (!smaller) {
        return;
      }
    }
  }

  private void leaveOutPartitions() {
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      if (isLastEmpty(smallest.left())) {
        smaller = tryIt(smallest.with(butLast(smallest.left()), smallest.right()));
      }
      if (isLastEmpty(smallest.right())) {
        smaller |= tryIt(smallest.with(smallest.left(), butLast(smallest.right())));
      }
    }
  }

  private boolean tryIt(Scenario candidate) {
    if (tries <= 0) {
      return false;
    }
    tries--;
    boolean failing = fails.test(candidate);
    if (failing) {
      smallest = candidate;
    }
    return failing;
  }

  private List<LogRecord> records() {
    return Stream.concat(smallest.left().stream(), smallest.right().stream())
        .flatMap(log -> log.records().stream())
        .toList();
  }

  private Scenario without(List<LogRecord> piece) {
    Set<LogRecord> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    gone.addAll(piece);
    return smallest.with(without(gone, smallest.left()), without(gone, smallest.right()));
  }

  private static List<SourceLog> without(Set<LogRecord> gone, List<SourceLog> logs) {
    List<SourceLog> rest = new ArrayList<>();
    for (SourceLog log : logs) {
      List<LogRecord> records = log.records().stream().filter(r -> !gone.contains(r)).toList();
      rest.add(new SourceLog(log.cluster(), log.topic(), log.partition(), records));
    }
    return rest;
  }

  private static boolean isLastEmpty(List<SourceLog> logs) {
    return logs.size() > 1 && logs.get(logs.size() - 1).records().isEmpty();
  }

  private static List<SourceLog> butLast(List<SourceLog> logs) {
    return logs.subList(0, logs.size() - 1);
  }
}
