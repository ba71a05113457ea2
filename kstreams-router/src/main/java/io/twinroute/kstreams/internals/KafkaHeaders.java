package io.twinroute.kstreams.internals;

import io.twinroute.semantics.record.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A route's headers as Kafka's. Kafka has no public implementation of its {@code Headers}: since
 * 0.11, whoever makes a record of its own for Streams uses {@link RecordHeaders}.
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
