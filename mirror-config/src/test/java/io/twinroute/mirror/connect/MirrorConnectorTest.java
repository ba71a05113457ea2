package io.twinroute.mirror.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MirrorConnectorTest {

  private static final String SOURCE = "source.cluster.bootstrap.servers";

  private final MirrorConnector connector =
      new MirrorConnector("m", Map.of(SOURCE, "east:9092", "topics", "b,c", "tasks.max", "2"));

  @Test
  void shouldKeepTopicsThatAreMirroredForOthers() {
    MirrorConnector merged =
        connector.keepingTopicsOf(Map.of(SOURCE, "east:9092", "topics", "a,b", "tasks.max", "1"));

    assertThat(merged.config()).containsEntry("topics", "a,b,c").containsEntry("tasks.max", "2");
  }

  @Test
  void shouldEqualWhatTheWorkerHasWhenNothingIsNew() {
    Map<String, String> current = Map.of(SOURCE, "east:9092", "topics", "a,c,b", "tasks.max", "2");

    assertThat(connector.keepingTopicsOf(current).config()).isEqualTo(current);
  }

  /** Route files may list different brokers of a cluster. */
  @Test
  void shouldKeepTopicsIfAnyAddressIsTheSame() {
    MirrorConnector merged =
        connector.keepingTopicsOf(Map.of(SOURCE, "east-2:9092, east:9092", "topics", "a"));

    assertThat(merged.config()).containsEntry("topics", "a,b,c");
  }

  @Test
  void shouldNotKeepTopicsOfAnotherSourceCluster() {
    MirrorConnector merged =
        connector.keepingTopicsOf(Map.of(SOURCE, "elsewhere:9092", "topics", "a"));

    assertThat(merged).isEqualTo(connector);
  }
}
