package io.twinroute.reference;

import java.util.List;

/**
 * One source partition: its committed records in offset order, from the route's start offset on.
 *
 * @param cluster the cluster's alias
 */
public record SourceLog(String cluster, String topic, int partition, List<LogRecord> records) {

  /** The coordinates of {@code record} in this log, such as {@code east/orders/3@1234}. */
  public String coordinates(LogRecord record) {
    return cluster + "/" + topic + "/" + partition + "@" + record.offset();
  }
}
