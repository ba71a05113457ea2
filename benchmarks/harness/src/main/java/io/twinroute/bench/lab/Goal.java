package io.twinroute.bench.lab;

import java.util.Map;

/**
 * How many records topics are to have when a stage has done its work.
 *
 * @param records by topic
 */
public record Goal(Map<String, Long> records) {

  public Goal {
    records = Map.copyOf(records);
  }

  public static Goal of(String topic, long records) {
    return new Goal(Map.of(topic, records));
  }
}
