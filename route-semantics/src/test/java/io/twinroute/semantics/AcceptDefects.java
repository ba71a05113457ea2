package io.twinroute.semantics;

import static java.util.Map.entry;

import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.json.FieldText;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourceRecord;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/** Judges that are wrong in one thing each. */
final class AcceptDefects {

  private AcceptDefects() {}

  static Map<String, Function<Scenario, RouteParts>> all() {
    return Map.ofEntries(
        entry("a replayed record is judged again", AcceptDefects::forgetsReplays),
        entry("a record exactly as late as allowed is late", AcceptDefects::tooStrict),
        entry("a record one millisecond too late is accepted", AcceptDefects::tooLenient),
        entry("what cannot be joined does not count for M", AcceptDefects::countsJoinableOnly),
        entry("the last timestamp is taken for the largest", AcceptDefects::takesLastForLargest),
        entry("M is lost at a restart", AcceptDefects::losesTimeAtRestart),
        entry("the last offset is lost at a restart", AcceptDefects::losesOffsetAtRestart),
        entry("the key is the field as it is written", AcceptDefects::takesFieldAsWritten),
        entry("a tombstone is dropped", AcceptDefects::dropsTombstones),
        entry("a tombstone has no field of its key", AcceptDefects::dropsTombstonesWithFields));
  }

  private static RouteParts forgetsReplays(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        return super.judge(
            new PartitionProgress(-1, before.maxTimestamp(), before.silentUpTo()), record);
      }
    };
  }

  private static RouteParts tooStrict(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        boolean onTheBound = record.timestamp() == frontier(record.input(), before) + 1;
        return onTheBound && judgement != Rejection.REPLAYED ? Rejection.LATE : judgement;
      }
    };
  }

  private static RouteParts tooLenient(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        boolean justLate = record.timestamp() == frontier(record.input(), before);
        return super.judge(
            justLate ? new PartitionProgress(before.lastOffset(), -1, before.silentUpTo()) : before,
            record);
      }
    };
  }

  private static RouteParts countsJoinableOnly(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      PartitionProgress after(PartitionProgress before, SourceRecord record, Judgement judgement) {
        return judgement instanceof AcceptedRecord
            ? super.after(before, record, judgement)
            : new PartitionProgress(record.offset(), before.maxTimestamp(), before.silentUpTo());
      }
    };
  }

  private static RouteParts takesLastForLargest(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      PartitionProgress after(PartitionProgress before, SourceRecord record, Judgement judgement) {
        return new PartitionProgress(record.offset(), record.timestamp(), before.silentUpTo());
      }
    };
  }

  private static RouteParts losesTimeAtRestart(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      PartitionProgress restored(PartitionProgress saved) {
        return new PartitionProgress(saved.lastOffset(), -1, saved.silentUpTo());
      }
    };
  }

  private static RouteParts losesOffsetAtRestart(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      PartitionProgress restored(PartitionProgress saved) {
        return new PartitionProgress(-1, saved.maxTimestamp(), saved.silentUpTo());
      }
    };
  }

  private static RouteParts takesFieldAsWritten(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        boolean left = record.input() == Sides.LEFT;
        String key = (left ? scenario.reference().left() : scenario.reference().right()).key();
        return key != null && judgement instanceof AcceptedRecord joinable
            ? withKeyAsWritten(joinable, JsonPointer.parse(key))
            : judgement;
      }
    };
  }

  private static AcceptedRecord withKeyAsWritten(AcceptedRecord record, JsonPointer pointer) {
    byte[] text = FieldText.of(record.value(), pointer).orElseThrow();
    int quote = text[0] == '"' ? 1 : 0;
    byte[] key = Arrays.copyOfRange(text, quote, text.length - quote);
    return new AcceptedRecord(
        record.input(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        key,
        record.value(),
        record.headers());
  }

  private static RouteParts dropsTombstonesWithFields(Scenario scenario) {
    return scenario.reference().right().recordKey() == null
        ? new RouteParts(scenario)
        : dropsTombstones(scenario);
  }

  private static RouteParts dropsTombstones(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        return judgement instanceof AcceptedRecord joinable && joinable.value() == null
            ? Rejection.REPLAYED
            : judgement;
      }
    };
  }
}
