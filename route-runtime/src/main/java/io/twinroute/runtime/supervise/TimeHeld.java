package io.twinroute.runtime.supervise;

import io.twinroute.semantics.time.Frontiers;
import java.time.Instant;

/**
 * A route's time, and what holds it back.
 *
 * @param watermark {@code W}, in epoch milliseconds; {@link Frontiers#UNKNOWN} while the partition
 *     has given nothing
 * @param partition the partition with the smallest frontier, as {@code west/payments/1}
 */
public record TimeHeld(long watermark, String partition) {

  /** {@code W} for people: an instant in UTC, or {@code unknown}. */
  public String time() {
    return watermark == Frontiers.UNKNOWN ? "unknown" : Instant.ofEpochMilli(watermark).toString();
  }
}
