package io.twinroute.semantics;

import static java.util.Map.entry;

import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.logic.MemoryState;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.SourceRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs that mix up the topics of an input. */
final class TopicDefects {

  private TopicDefects() {}

  static Map<String, Function<Scenario, RouteParts>> all() {
    return Map.ofEntries(
        entry("two topics of an input share M", TopicDefects::sharesM),
        entry("versions are not distinguished by topic", TopicDefects::ignoresTopics),
        entry("versions of the last topic come first", TopicDefects::reversesTopics),
        entry("coordinates name the first topic", TopicDefects::namesFirstTopic),
        entry("a rejected record has the input's number", TopicDefects::numbersOverAll));
  }

  private static RouteParts sharesM(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      void spread(RunPartition from, List<RunPartition> all) {
        SourcePartitions partitions = partitions(from.input);
        for (RunPartition other : all) {
          if (other.input == from.input
              && partitions.inTopic(other.number) == partitions.inTopic(from.number)) {
            other.progress =
                new PartitionProgress(
                    other.progress.lastOffset(),
                    Math.max(other.progress.maxTimestamp(), from.progress.maxTimestamp()),
                    other.progress.silentUpTo());
          }
        }
      }
    };
  }

  private static RouteParts ignoresTopics(Scenario scenario) {
    return ordered(
        scenario,
        partitions ->
            Comparator.comparingLong(AcceptedRecord::timestamp)
                .thenComparingInt(r -> partitions.inTopic(r.partition()))
                .thenComparingLong(AcceptedRecord::offset));
  }

  private static RouteParts reversesTopics(Scenario scenario) {
    return ordered(
        scenario,
        partitions ->
            Comparator.comparingLong(AcceptedRecord::timestamp)
                .thenComparingInt(r -> -partitions.topic(r.partition()))
                .thenComparing(AcceptedRecord::compareInTime));
  }

  private static RouteParts ordered(
      Scenario scenario, Function<SourcePartitions, Comparator<AcceptedRecord>> order) {
    return new RouteParts(scenario) {
      @Override
      MemoryState state() {
        SourcePartitions partitions = partitions(Sides.RIGHT);
        return isLookup()
            ? new MemoryState(join()) {
              @Override
              public Comparator<AcceptedRecord> order() {
                return order.apply(partitions);
              }
            }
            : super.state();
      }
    };
  }

  private static RouteParts namesFirstTopic(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      RejectedRecord rejected(SourceRecord record, Rejection rejection) {
        String first = partitions(record.input()).addresses().get(0);
        return RejectedRecord.of(limit().fit(record), rejection, SourcePartitions.ofOne(first));
      }
    };
  }

  private static RouteParts numbersOverAll(Scenario scenario) {
    return new RouteParts(scenario) {
      @Override
      RejectedRecord rejected(SourceRecord record, Rejection rejection) {
        RejectedRecord right = super.rejected(record, rejection);
        return new RejectedRecord(
            right.rejection(),
            record.partition(),
            right.key(),
            right.value(),
            right.timestamp(),
            right.headers());
      }
    };
  }
}
