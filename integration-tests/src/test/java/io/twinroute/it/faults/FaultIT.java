package io.twinroute.it.faults;

import io.twinroute.it.tier.SecondTier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code -Dtwinroute.faults.seed} draws other faults, {@code -Dtwinroute.faults.schedule} replays
 * those that a run has printed; {@code -Dtwinroute.faults.count} and {@code
 * -Dtwinroute.faults.records} say how many faults, and records a side.
 */
@SecondTier
class FaultIT {

  private static final long SEED = Long.getLong("twinroute.faults.seed", 1);
  private static final int FAULTS = Integer.getInteger("twinroute.faults.count", 12);
  private static final int RECORDS = Integer.getInteger("twinroute.faults.records", 50_000);

  @TempDir private Path folder;

  @Test
  void shouldLoseAndDoubleNothing() throws Exception {
    new FaultRun(folder, SEED, FAULTS, RECORDS).mustLoseAndDoubleNothing();
  }
}
