package io.twinroute.semantics;

import static java.util.Map.entry;

import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.record.UnwrittenResult;
import java.util.Map;
import java.util.function.Function;

/** Ways to be wrong about what is too large, one each. */
final class SizeDefects {

  private SizeDefects() {}

  static Map<String, Function<Scenario, RouteParts>> all() {
    return Map.ofEntries(
        entry("a record exactly as large as allowed is too large", SizeDefects::tooStrict),
        entry("a record a byte too large is accepted", limits(1, 0)),
        entry("a result exactly as large as allowed is too large", limits(0, -1)),
        entry("a result a byte too large is written", limits(0, 1)),
        entry("results have no limit", limits(0, Integer.MAX_VALUE)),
        entry("headers do not count for the size of a record", SizeDefects::withoutHeaders),
        entry("what is late is not too large", SizeDefects::lateFirst),
        entry("what is too large does not count for M", SizeDefects::losesTime),
        entry("what is too large keeps its value", SizeDefects::keepsValue),
        entry("a result that is too large is not named", SizeDefects::dropsIds));
  }

  private static RouteParts tooStrict(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        return judgement != Rejection.REPLAYED && size(record) == limit().bytes()
            ? Rejection.TOO_LARGE
            : judgement;
      }
    };
  }

  /** What it takes with another limit for accepted records, and for results. */
  private static Function<Scenario, RouteParts> limits(int ofRecords, int ofResults) {
    return scenario ->
        new RouteParts(scenario, scenario.route().history(), shifted(scenario, ofResults)) {
          @Override
          Judgement judge(PartitionProgress before, SourceRecord record) {
            return size(record) == (long) limit().bytes() + ofRecords && ofRecords > 0
                ? super.judge(before, small(record))
                : super.judge(before, record);
          }
        };
  }

  private static SizeLimit shifted(Scenario scenario, int by) {
    long bytes = (long) scenario.reference().maxRecordBytes() + by;
    return new SizeLimit((int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes)));
  }

  /** With a value that is taken anywhere, in place of its own. */
  private static SourceRecord small(SourceRecord record) {
    return new SourceRecord(
        record.input(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        new byte[] {'1'},
        Headers.EMPTY);
  }

  private static RouteParts withoutHeaders(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        return judgement == Rejection.TOO_LARGE && limit().admits(bare(record))
            ? super.judge(before, bare(record))
            : judgement;
      }
    };
  }

  private static SourceRecord bare(SourceRecord record) {
    return new SourceRecord(
        record.input(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        Headers.EMPTY);
  }

  private static RouteParts lateFirst(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      Judgement judge(PartitionProgress before, SourceRecord record) {
        Judgement judgement = super.judge(before, record);
        boolean late =
            record.timestamp() >= 0 && record.timestamp() <= frontier(record.input(), before);
        return judgement == Rejection.TOO_LARGE && late ? Rejection.LATE : judgement;
      }
    };
  }

  private static RouteParts losesTime(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      PartitionProgress after(PartitionProgress before, SourceRecord record, Judgement judgement) {
        return judgement == Rejection.TOO_LARGE
            ? before.upTo(record.offset())
            : super.after(before, record, judgement);
      }
    };
  }

  private static RouteParts keepsValue(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      RejectedRecord rejected(SourceRecord record, Rejection rejection) {
        RejectedRecord r = super.rejected(record, rejection);
        return new RejectedRecord(
            rejection, r.partition(), r.key(), record.value(), r.timestamp(), r.headers());
      }
    };
  }

  private static RouteParts dropsIds(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      LogicOutput written(LogicOutput output) {
        return output instanceof UnwrittenResult r
            ? new UnwrittenResult(r.key(), r.timestamp(), Headers.EMPTY)
            : super.written(output);
      }
    };
  }

  private static long size(SourceRecord record) {
    byte[] value = record.value();
    return SizeLimit.size(record.key(), value == null ? 0 : value.length, record.headers());
  }
}
