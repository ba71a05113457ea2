package io.twinroute.flink.source;

import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Puts a Kafka record into the route's envelope; the bytes stay as they are. */
public final class SourceRecordDeserializer
    implements KafkaRecordDeserializationSchema<SourceEvent> {
  private static final long serialVersionUID = 1L;

  private final int input;

  public SourceRecordDeserializer(int input) {
    this.input = input;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceEvent> out) {
    if (record instanceof PassedEnd) {
      out.collect(new SourceEvent.Passed(record.partition(), record.offset()));
      return;
    }
    out.collect(
        new SourceEvent.Read(
            new SourceRecord(
                input,
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers(record.headers()))));
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

  @Override
  public TypeInformation<SourceEvent> getProducedType() {
    return RouteTypes.SOURCE_EVENT;
  }
}
