package io.twinroute.flink.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** What a reader reports to its enumerator. */
enum Activity implements SourceEvent {

  /** It emits records again. */
  READS,

  /** It has emitted nothing since a completed checkpoint. */
  RESTS
}
