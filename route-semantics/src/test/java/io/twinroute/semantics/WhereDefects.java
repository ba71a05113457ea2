package io.twinroute.semantics;

import static java.util.Map.entry;

import io.twinroute.reference.ReferenceSide;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.MemoryState;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.RefusedRow;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.where.ResultCondition;
import io.twinroute.semantics.where.Verdict;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conditions, and times in fields, that are understood wrongly in one thing each. */
final class WhereDefects {

  private WhereDefects() {}

  static Map<String, Function<Scenario, RouteParts>> all() {
    return Map.ofEntries(
        entry("a refused record does not count for M", WhereDefects::losesTimeOfRefused),
        entry("a refused version keeps its row", WhereDefects::keepsRow),
        entry("a condition that fails refuses", WhereDefects::refusesWhatFails),
        entry("the time is taken from the record", WhereDefects::takesOwnTime),
        entry("a tombstone counts for M", WhereDefects::countsTombstones),
        entry("the output's condition decides what matches", WhereDefects::matchesByCondition));
  }

  private static RouteParts losesTimeOfRefused(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      PartitionProgress after(PartitionProgress before, SourceRecord record, Judgement judgement) {
        return judgement == Rejection.FILTERED
            ? before.upTo(record.offset())
            : super.after(before, record, judgement);
      }
    };
  }

  private static RouteParts keepsRow(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        return judgement instanceof RefusedRow ? Rejection.FILTERED : judgement;
      }
    };
  }

  private static RouteParts refusesWhatFails(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        return judgement == Rejection.WHERE_FAILED ? Rejection.FILTERED : judgement;
      }
    };
  }

  private static RouteParts takesOwnTime(Scenario scenario) {
    return new RouteParts(scenario) {
      private final AcceptRule left = withoutTime(Sides.LEFT, scenario.reference().left());
      private final AcceptRule right = withoutTime(Sides.RIGHT, scenario.reference().right());

      private AcceptRule withoutTime(int input, ReferenceSide of) {
        return acceptRule(
            input,
            new ReferenceSide(of.as(), of.lateness(), of.key(), of.recordKey(), null, of.where()));
      }

      @Override
      AcceptRule rule(int input) {
        return input == Sides.LEFT ? left : right;
      }
    };
  }

  private static RouteParts countsTombstones(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      PartitionProgress after(PartitionProgress before, SourceRecord record, Judgement judgement) {
        return record.value() == null
            ? before.after(record.offset(), record.timestamp())
            : super.after(before, record, judgement);
      }
    };
  }

  private static RouteParts matchesByCondition(Scenario scenario) {
    String where = scenario.reference().where();
    return new RouteParts(scenario) {
      private @Nullable AcceptedRecord last;

      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        last = judgement instanceof AcceptedRecord accepted ? accepted : last;
        return judgement;
      }

      @Override
      MemoryState state() {
        return where == null ? super.state() : new ByCondition(join());
      }

      private final class ByCondition extends MemoryState {
        private final ResultCondition condition =
            ResultCondition.ofChecked(
                where,
                JsonFormat.JSON,
                scenario.reference().left().as(),
                scenario.reference().right().as());

        ByCondition(RouteLogic join) {
          super(join);
        }

        @Override
        public void match(int input, byte[] key, long from, long to, Visitor visitor) {
          super.match(
              input,
              key,
              from,
              to,
              partner -> {
                if (matches(input, partner.value())) {
                  visitor.record(partner);
                }
              });
        }

        private boolean matches(int input, byte @Nullable [] partner) {
          byte[] own = last == null ? null : last.value();
          return Verdict.REFUSES
              != (input == Sides.RIGHT
                  ? condition.test(own, partner)
                  : condition.test(partner, own));
        }
      }
    };
  }
}
