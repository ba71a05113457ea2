package io.twinroute.mirror.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.mirror.Routes;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerTopicTest {

  private static final String TOPIC = "twinroute-connect-central-configs";

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster central = clusters.get("central");

  @Test
  void shouldFindNoConnectorsWhereThereHasNeverBeenAWorker() {
    assertThat(WorkerTopic.connectors(clusters, Routes.CENTRAL)).isEmpty();
    assertThat(central.topics()).isEmpty();
  }

  @Test
  void shouldReadTheNewestSettingsOfEachConnector() {
    central.createTopic(TOPIC, 1);
    append("session-key", "{\"key\":\"x\"}");
    append("connector-a-b", "{\"properties\":{\"topics\":\"old\"}}");
    append("connector-gone", "{\"properties\":{\"topics\":\"gone\"}}");
    append("task-a-b-0", "{\"properties\":{\"task\":\"0\"}}");
    append("connector-a-b", "{\"properties\":{\"topics\":\"new\"}}");
    append("connector-gone", null);
    append("target-state-gone", null);

    assertThat(WorkerTopic.connectors(clusters, Routes.CENTRAL))
        .isEqualTo(Map.of("a-b", new MirrorConnector("a-b", Map.of("topics", "new"))));
  }

  @Test
  void shouldShowNothingOfSettingsThatItCannotRead() {
    central.createTopic(TOPIC, 1);
    append("connector-m", "{\"properties\":{\"sasl.jaas.config\":s3cret");

    assertThatThrownBy(() -> WorkerTopic.connectors(clusters, Routes.CENTRAL))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("Topic '" + TOPIC + "' on cluster central")
        .hasMessageContaining("connector m")
        .hasNoCause();
  }

  private void append(String key, String value) {
    central.append(TOPIC, 0, key, value);
  }
}
