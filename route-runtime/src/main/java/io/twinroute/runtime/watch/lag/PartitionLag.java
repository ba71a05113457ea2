package io.twinroute.runtime.watch.lag;

import io.twinroute.runtime.pin.SourcePartition;
import java.util.OptionalLong;

/**
 * What of a source partition has not come through a hop yet.
 *
 * @param records offsets before the end of the source, or of the run; transaction markers between
 *     records count
 * @param oldest the timestamp in the source of the first record that is not yet through; empty if
 *     there is none, or the record has no timestamp
 * @param next the first offset that is not through
 */
public record PartitionLag(
    SourcePartition source, Hop hop, long next, long records, OptionalLong oldest) {

  /** The age of the oldest record in milliseconds, never negative; 0 if there is none. */
  public long ageMillis(long now) {
    return oldest.isEmpty() ? 0 : Math.max(0, now - oldest.getAsLong());
  }

  /** Whether records of the source are not yet through. */
  public boolean isBehind() {
    return records > 0;
  }
}
