package io.twinroute.cli.sample;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.RefusedRow;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.SourceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A sample of the records of one of an input's topics, judged by the route's own rule. Holds counts
 * and no record.
 */
final class InputSample {

  private final RouteInput input;
  private final SourceTopic source;
  private final AcceptRule rule;
  private final Map<Integer, PartitionProgress> progress = new HashMap<>();
  private final Tally<Rejection> rejected = new Tally<>(Rejection.class);
  private final Tally<Form> invalid = new Tally<>(Form.class);
  private final Tally<TimeForm> times = new Tally<>(TimeForm.class);
  private final KeySample keys;
  private int size;
  private int tombstones;
  private int filtered;

  InputSample(RoutePlan route, RouteInput input, SourceTopic source) {
    this.input = input;
    this.source = source;
    this.rule =
        route.acceptRule(
            input.index(), SourcePartitions.ofOne(source.address()), route.knownLimit());
    this.keys = new KeySample(input.format());
  }

  /** Adds a record; those of a partition are added in the order of their offsets. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    size++;
    Judgement judgement = judge(record);
    if (judgement == Rejection.FILTERED || judgement instanceof RefusedRow) {
      filtered++;
    } else if (judgement instanceof Rejection reason) {
      rejected.add(reason);
    }
    value(record);
    key(record, judgement);
    if (record.timestamp() >= 0) {
      times.add(TimeForm.of(record.timestamp()));
    }
  }

  /** A record that is late only because of records outside the sample is not late here. */
  private Judgement judge(ConsumerRecord<byte[], byte[]> record) {
    PartitionProgress before = progress.getOrDefault(record.partition(), PartitionProgress.NONE);
    SourceRecord judged =
        new SourceRecord(
            input.index(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            headers(record));
    Judgement judgement = rule.judge(before, judged);
    progress.put(record.partition(), rule.after(before, judged));
    return judgement;
  }

  private static Headers headers(ConsumerRecord<byte[], byte[]> record) {
    List<Headers.Header> headers = new ArrayList<>();
    record.headers().forEach(h -> headers.add(new Headers.Header(h.key(), h.value())));
    return Headers.of(headers);
  }

  private void value(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      tombstones++;
    } else if (!input.format().isValid(value)) {
      invalid.add(Forms.of(value, input.format(), namesSchema(record, "value")));
    }
  }

  /** A key that is a field is one of an accepted record. */
  private void key(ConsumerRecord<byte[], byte[]> record, Judgement judgement) {
    byte[] key = record.key();
    if (input.key() != null) {
      if (judgement instanceof AcceptedRecord accepted) {
        keys.add(accepted.key(), false);
      }
    } else if (key != null) {
      keys.add(key, namesSchema(record, "key"));
    }
  }

  /** Confluent's serializers and Apicurio's may write ids there. */
  private static boolean namesSchema(ConsumerRecord<byte[], byte[]> record, String part) {
    for (Header header : record.headers()) {
      if (header.key().equals("__" + part + "_schema_id")
          || header.key().startsWith("apicurio." + part + ".")) {
        return true;
      }
    }
    return false;
  }

  RouteInput input() {
    return input;
  }

  SourceTopic source() {
    return source;
  }

  int size() {
    return size;
  }

  /** Counted by the first reason that applies. */
  Tally<Rejection> rejected() {
    return rejected;
  }

  /** The values that the route cannot read, whatever else is wrong with their records. */
  Tally<Form> invalid() {
    return invalid;
  }

  /** Counted for the records that have one. */
  Tally<TimeForm> times() {
    return times;
  }

  /** The keys on which the route joins the records. */
  KeySample keys() {
    return keys;
  }

  int tombstones() {
    return tombstones;
  }

  /** The records that the input's condition refuses. */
  int filtered() {
    return filtered;
  }
}
