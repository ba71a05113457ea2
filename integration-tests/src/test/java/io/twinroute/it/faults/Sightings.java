package io.twinroute.it.faults;

import io.twinroute.parity.Digest;
import io.twinroute.parity.RecordDigests;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicRecord;
import java.util.HashMap;
import java.util.Map;

/** The records of a topic that a reader has seen, by their places. Not thread-safe. */
final class Sightings {

  private record Place(int partition, long offset) {}

  private final RecordDigests digests = new RecordDigests();
  private final Map<Place, Digest> seen = new HashMap<>();

  void see(TopicRecord record) {
    seen.put(place(record), digests.ofContent(record));
  }

  /**
   * How many of them are not in the topic any more, or are others.
   *
   * @param topic what is there now; every record that is in it and was not seen counts, too
   */
  long differingFrom(RecordSource topic) {
    Map<Place, Digest> left = new HashMap<>(seen);
    long[] differing = new long[1];
    topic.forEach(
        record -> {
          if (!digests.ofContent(record).equals(left.remove(place(record)))) {
            differing[0]++;
          }
        });
    return differing[0] + left.size();
  }

  private static Place place(TopicRecord record) {
    return new Place(record.partition(), record.offset());
  }
}
