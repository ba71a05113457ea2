package io.twinroute.semantics;

import static java.util.Map.entry;

import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.logic.MemoryJoinState;
import io.twinroute.semantics.logic.RouteJoin;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.JoinableRecord;
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
    MemoryJoinState state(RouteJoin join);
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
        entry("rows of one time are not told apart", with(IgnoresOffsets::new)),
        entry("the valid row goes with the older ones", with(RemovesValidRow::new)));
  }

  private static Function<Scenario, RouteParts> with(Planted planted) {
    return scenario ->
        new RouteParts(scenario) {
          @Override
          MemoryJoinState state() {
            return planted.state(join());
          }
        };
  }

  private static final class MissesLatestPartner extends MemoryJoinState {
    MissesLatestPartner(RouteJoin join) {
      super(join);
    }

    @Override
    public void match(Side side, byte[] key, long from, long to, Visitor visitor) {
      super.match(side, key, from, to - 1, visitor);
    }
  }

  private static final class MissesEarliestPartner extends MemoryJoinState {
    MissesEarliestPartner(RouteJoin join) {
      super(join);
    }

    @Override
    public void match(Side side, byte[] key, long from, long to, Visitor visitor) {
      super.match(side, key, from + 1, to, visitor);
    }
  }

  private static final class LetsMatchedWait extends MemoryJoinState {
    LetsMatchedWait(RouteJoin join) {
      super(join);
    }

    @Override
    public boolean waitsAfterMatch(boolean waitedBefore) {
      return waitedBefore;
    }
  }

  private static final class LetsOnlyLeftWait extends MemoryJoinState {
    LetsOnlyLeftWait(RouteJoin join) {
      super(join);
    }

    @Override
    public void put(JoinableRecord record, boolean waiting) {
      super.put(record, waiting && record.side() == Side.LEFT);
    }
  }

  private static final class SettlesEarly extends MemoryJoinState {
    SettlesEarly(RouteJoin join) {
      super(join);
    }

    @Override
    public long settlesAt(Side side, long timestamp) {
      return super.settlesAt(side, timestamp) - 1;
    }
  }

  private static final class SettlesTwice extends MemoryJoinState {
    SettlesTwice(RouteJoin join) {
      super(join);
    }

    @Override
    public void settle(long watermark, RouteJoin.Collector results) {
      super.settle(
          watermark,
          result -> {
            results.collect(result);
            results.collect(result);
          });
    }
  }

  private static final class ForgetsFlush extends MemoryJoinState {
    ForgetsFlush(RouteJoin join) {
      super(join);
    }

    @Override
    public void flush(RouteJoin.Collector results) {}
  }

  private static final class ExpiresEarly extends MemoryJoinState {
    ExpiresEarly(RouteJoin join) {
      super(join);
    }

    @Override
    public long expiresAt(Side side, long bucket) {
      long at = super.expiresAt(side, bucket);
      return at == RouteJoin.NEVER
          ? at
          : at - (TimeBuckets.lastOf(bucket) - TimeBuckets.firstOf(bucket) + 1);
    }
  }

  private static final class MissesRowOfSameTime extends MemoryJoinState {
    MissesRowOfSameTime(RouteJoin join) {
      super(join);
    }

    @Override
    public JoinableRecord latest(Side side, byte[] key, long to) {
      return super.latest(side, key, to - 1);
    }
  }

  private static final class IgnoresOffsets extends MemoryJoinState {
    IgnoresOffsets(RouteJoin join) {
      super(join);
    }

    @Override
    public Comparator<JoinableRecord> order() {
      return Comparator.comparingLong(JoinableRecord::timestamp);
    }
  }

  private static final class RemovesValidRow extends MemoryJoinState {
    RemovesValidRow(RouteJoin join) {
      super(join);
    }

    @Override
    public void removeBefore(JoinableRecord row, boolean andItself) {
      super.removeBefore(row, true);
    }
  }
}
