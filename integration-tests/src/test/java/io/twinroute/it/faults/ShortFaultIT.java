package io.twinroute.it.faults;

import io.twinroute.it.tier.FirstTier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link FaultIT} with a few faults: {@code -Dtwinroute.faults.seed} draws others. */
@FirstTier
class ShortFaultIT {

  /**
   * Kills a broker, a router and a task manager, where a disk can be filled: else it draws others.
   */
  private static final long SEED = Long.getLong("twinroute.faults.seed", 14_696);

  private static final int FAULTS = 4;
  private static final int RECORDS = 16_000;

  @TempDir private Path folder;

  @Test
  void shouldLoseAndDoubleNothing() throws Exception {
    new FaultRun(folder, SEED, FAULTS, RECORDS).mustLoseAndDoubleNothing();
  }
}
