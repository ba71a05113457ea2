package io.twinroute.flink.source;

import io.twinroute.flink.types.SourceEvent;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;

/** Converts Kafka's records to the route's source events, without changing bytes. */
public final class SourceEvents {

  private SourceEvents() {}

  /**
   * In the order of each partition's offsets.
   *
   * @param first the number that the input gives the topic's partition 0
   */
  static SourceEvent[] of(int input, int first, ConsumerRecords<byte[], byte[]> records) {
    SourceEvent[] events = new SourceEvent[records.count()];
    int next = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      events[next++] = of(input, first, record);
    }
    return events;
  }

  /** The event of an input's record; for a {@link PassedEnd}, that there is none. */
  public static SourceEvent of(int input, int first, ConsumerRecord<byte[], byte[]> record) {
    int partition = first + record.partition();
    if (record instanceof PassedEnd) {
      return new SourceEvent.Passed(input, partition, record.offset());
    }
    return new SourceEvent.Read(
        new SourceRecord(
            input,
            partition,
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            headers(record.headers())));
  }

  private static Headers headers(org.apache.kafka.common.header.Headers kafka) {
    if (!kafka.iterator().hasNext()) {
      return Headers.EMPTY;
    }
    List<Headers.Header> headers = new ArrayList<>();
    for (Header header : kafka) {
      headers.add(new Headers.Header(header.key(), header.value()));
    }
    return Headers.of(headers);
  }
}
