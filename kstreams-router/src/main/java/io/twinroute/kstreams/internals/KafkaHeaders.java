package io.twinroute.kstreams.internals;

import io.twinroute.semantics.record.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A route's headers as Kafka's. The only implementation of Kafka's {@code Headers} is {@link
 * RecordHeaders}, which is internal; a processor that makes a record of its own needs one.
 */
public final class KafkaHeaders {

  private KafkaHeaders() {}

  /** The same headers in the same order. */
  public static org.apache.kafka.common.header.Headers of(Headers headers) {
    RecordHeaders all = new RecordHeaders();
    headers.forEach(all::add);
    return all;
  }
}
