package io.twinroute.mirror.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.Routes;
import io.twinroute.mirror.recovery.OrphanedTransactions;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.KafkaClusters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnWorkerTest {

  private static final Clusters CLUSTERS = new KafkaClusters();

  /** A change that is refused afterwards leaves connectors that name the clusters of before. */
  @Test
  void shouldKnowFurtherClustersBesideThoseOfBefore() {
    Cluster newer = Routes.WEST.withProperties(Map.of("client.id", "newer"));
    OwnWorker worker =
        new OwnWorker(
            CLUSTERS,
            Routes.CENTRAL,
            List.of(Routes.EAST, Routes.WEST),
            OrphanedTransactions.of(CLUSTERS, Routes.CENTRAL, List.of()));

    worker.learn(List.of(newer, Routes.CENTRAL));

    assertThat(worker.known()).containsExactly(Routes.EAST, newer, Routes.CENTRAL);
  }
}
