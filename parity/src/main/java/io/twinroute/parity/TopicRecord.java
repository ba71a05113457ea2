package io.twinroute.parity;

import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic.
 *
 * @param offset its place in the partition; {@link #NO_OFFSET} for a record that is expected and
 *     was never written. Two records that differ in nothing else are the same record.
 * @param timestamp epoch milliseconds
 * @param headers in their order, which counts
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier; digests compare it
public record TopicRecord(
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<RecordHeader> headers) {

  public static final long NO_OFFSET = -1;

  public TopicRecord {
    headers = List.copyOf(headers);
  }

  /** The record that a consumer has read. */
  public static TopicRecord of(ConsumerRecord<byte[], byte[]> read) {
    List<RecordHeader> headers = new ArrayList<>();
    for (Header header : read.headers()) {
      headers.add(new RecordHeader(header.key(), header.value()));
    }
    return new TopicRecord(
        read.partition(), read.offset(), read.timestamp(), read.key(), read.value(), headers);
  }

  /** A record's header. */
  @SuppressWarnings("ArrayRecordComponent")
  public record RecordHeader(String key, byte @Nullable [] value) {}

  /**
   * The coordinates of a result's inputs, or those of a rejected record, as its headers have them;
   * null if they have none.
   */
  public byte @Nullable [] id() {
    byte[] coordinates = null;
    for (RecordHeader header : headers) {
      if (header.key().equals(RouteResult.ID_HEADER)) {
        return header.value();
      }
      // Ours is behind the source's own headers.
      if (header.key().equals(RejectedRecord.COORDINATES_HEADER)) {
        coordinates = header.value();
      }
    }
    return coordinates;
  }

  /** Leaves out the record's contents. */
  @Override
  public String toString() {
    return "partition " + partition + " offset " + offset;
  }
}
