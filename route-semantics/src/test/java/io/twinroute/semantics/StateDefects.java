package io.twinroute.semantics;

import static java.util.Map.entry;

import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.logic.MemoryState;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.time.TimeBuckets;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;

/** States that break one of their promises each. */
final class StateDefects {

  private StateDefects() {}

  /** A state of this join with a defect. */
  @FunctionalInterface
  private interface Planted {
    MemoryState state(RouteLogic join);
  }

  static Map<String, Function<Scenario, RouteParts>> all() {
    return Map.ofEntries(
        entry("a match misses its latest partner", with(MissesLatestPartner::new)),
        entry("a match misses its earliest partner", with(MissesEarliestPartner::new)),
        entry("a matched record waits on", with(LetsMatchedWait::new)),
        entry("an unmatched right record does not wait", with(LetsOnlyLeftWait::new)),
        entry("a result is fixed one millisecond early", with(SettlesEarly::new)),
        entry("a result is fixed twice", with(SettlesTwice::new)),
        entry("nothing is fixed at the end of a run", with(ForgetsFlush::new)),
        entry("records go one bucket early", with(ExpiresEarly::new)),
        entry("a row of the same time is not seen", with(MissesRowOfSameTime::new)),
        entry("rows of one time are not distinguished", with(IgnoresOffsets::new)),
        entry("the valid row goes with the older ones", with(RemovesValidRow::new)),
        entry("the latest version is taken for the first", with(TakesLatestForFirst::new)),
        entry("a first version on the bound is not seen", with(MissesFirstOnTheBound::new)),
        entry("a row that has ended may begin again", with(ForgetsEnds::new)));
  }

  private static Function<Scenario, RouteParts> with(Planted planted) {
    return scenario ->
        new RouteParts(scenario) {
          @Override
          MemoryState state() {
            return planted.state(join());
          }
        };
  }

  private static final class MissesLatestPartner extends MemoryState {
    MissesLatestPartner(RouteLogic join) {
      super(join);
    }

    @Override
    public void match(int input, byte[] key, long from, long to, Visitor visitor) {
      super.match(input, key, from, to - 1, visitor);
    }
  }

  private static final class MissesEarliestPartner extends MemoryState {
    MissesEarliestPartner(RouteLogic join) {
      super(join);
    }

    @Override
    public void match(int input, byte[] key, long from, long to, Visitor visitor) {
      super.match(input, key, from + 1, to, visitor);
    }
  }

  private static final class LetsMatchedWait extends MemoryState {
    LetsMatchedWait(RouteLogic join) {
      super(join);
    }

    @Override
    public boolean waitsAfterMatch(boolean waitedBefore) {
      return waitedBefore;
    }
  }

  private static final class LetsOnlyLeftWait extends MemoryState {
    LetsOnlyLeftWait(RouteLogic join) {
      super(join);
    }

    @Override
    public void put(AcceptedRecord record, boolean waiting) {
      super.put(record, waiting && record.input() == Sides.LEFT);
    }
  }

  private static final class SettlesEarly extends MemoryState {
    SettlesEarly(RouteLogic join) {
      super(join);
    }

    @Override
    public long settlesAt(int input, long timestamp) {
      return super.settlesAt(input, timestamp) - 1;
    }
  }

  private static final class SettlesTwice extends MemoryState {
    SettlesTwice(RouteLogic join) {
      super(join);
    }

    @Override
    public void settle(long watermark, RouteLogic.Collector results) {
      super.settle(
          watermark,
          result -> {
            results.collect(result);
            results.collect(result);
          });
    }
  }

  private static final class ForgetsFlush extends MemoryState {
    ForgetsFlush(RouteLogic join) {
      super(join);
    }

    @Override
    public void flush(RouteLogic.Collector results) {}
  }

  private static final class ExpiresEarly extends MemoryState {
    ExpiresEarly(RouteLogic join) {
      super(join);
    }

    @Override
    public long expiresAt(int input, long bucket) {
      long at = super.expiresAt(input, bucket);
      return at == RouteLogic.NEVER
          ? at
          : at - (TimeBuckets.lastOf(bucket) - TimeBuckets.firstOf(bucket) + 1);
    }
  }

  private static final class MissesRowOfSameTime extends MemoryState {
    MissesRowOfSameTime(RouteLogic join) {
      super(join);
    }

    @Override
    public AcceptedRecord latest(int input, byte[] key, long to) {
      return super.latest(input, key, to - 1);
    }
  }

  private static final class IgnoresOffsets extends MemoryState {
    IgnoresOffsets(RouteLogic join) {
      super(join);
    }

    @Override
    public Comparator<AcceptedRecord> order() {
      return Comparator.comparingLong(AcceptedRecord::timestamp);
    }
  }

  private static final class TakesLatestForFirst extends MemoryState {
    TakesLatestForFirst(RouteLogic join) {
      super(join);
    }

    @Override
    public AcceptedRecord earliest(int input, byte[] key, long after, long to) {
      AcceptedRecord latest = super.latest(input, key, to);
      return latest == null || latest.timestamp() <= after ? null : latest;
    }
  }

  private static final class MissesFirstOnTheBound extends MemoryState {
    MissesFirstOnTheBound(RouteLogic join) {
      super(join);
    }

    @Override
    public AcceptedRecord earliest(int input, byte[] key, long after, long to) {
      return super.earliest(input, key, after, to - 1);
    }
  }

  private static final class ForgetsEnds extends MemoryState {
    ForgetsEnds(RouteLogic join) {
      super(join);
    }

    @Override
    public AcceptedRecord latest(int input, byte[] key, long to) {
      AcceptedRecord latest = super.latest(input, key, to);
      return latest == null || latest.value() == null ? null : latest;
    }
  }

  private static final class RemovesValidRow extends MemoryState {
    RemovesValidRow(RouteLogic join) {
      super(join);
    }

    @Override
    public void removeBefore(AcceptedRecord row, boolean andItself) {
      super.removeBefore(row, true);
    }
  }
}
