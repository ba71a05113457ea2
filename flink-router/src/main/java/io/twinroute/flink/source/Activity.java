package io.twinroute.flink.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** What a reader reports to its enumerator. */
enum Activity implements SourceEvent {

  /** It puts out something again. */
  READS,

  /** It has put out nothing since a checkpoint that is complete. */
  RESTS
}
