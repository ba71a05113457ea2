package io.twinroute.it.faults;

import io.twinroute.parity.Digest;
import io.twinroute.parity.RecordDigests;
import io.twinroute.parity.RecordSource;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of a topic's records.
 *
 * @param expected how many the reference asks for
 * @param lost how many of them are not there
 * @param doubled how many are there more often than they should be, counted by each time too often
 * @param foreign how many the reference does not know: changed, or never to be written
 * @param withdrawn how many a reader has seen during the run that are not there now, or the reverse
 */
record Verdict(long expected, long lost, long doubled, long foreign, long withdrawn) {

  static Verdict of(RecordSource expected, RecordSource written, Sightings live) {
    RecordDigests digests = new RecordDigests();
    Map<Digest, Integer> missing = new HashMap<>();
    long[] counts = new long[3];
    expected.forEach(
        record -> {
          missing.merge(digests.ofContent(record), 1, Integer::sum);
          counts[0]++;
        });
    written.forEach(
        record -> {
          Integer left = missing.computeIfPresent(digests.ofContent(record), (d, n) -> n - 1);
          if (left == null) {
            counts[2]++;
          } else if (left < 0) {
            counts[1]++;
          }
        });
    long lost = missing.values().stream().filter(n -> n > 0).mapToLong(n -> n).sum();
    return new Verdict(counts[0], lost, counts[1], counts[2], live.differingFrom(written));
  }

  boolean isClean() {
    return lost == 0 && doubled == 0 && foreign == 0 && withdrawn == 0;
  }

  @Override
  public String toString() {
    return "expected=%d lost=%d doubled=%d foreign=%d withdrawn=%d"
        .formatted(expected, lost, doubled, foreign, withdrawn);
  }
}
