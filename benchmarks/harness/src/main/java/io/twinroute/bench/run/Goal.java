package io.twinroute.bench.run;

import java.util.Map;

/**
 * How many records topics are to have when a stage has done its work.
 *
 * @param records by topic
 */
record Goal(Map<String, Long> records) {

  Goal {
    records = Map.copyOf(records);
  }

  static Goal of(String topic, long records) {
    return new Goal(Map.of(topic, records));
  }
}
