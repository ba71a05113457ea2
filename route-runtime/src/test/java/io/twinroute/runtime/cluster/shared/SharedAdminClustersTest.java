package io.twinroute.runtime.cluster.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.FakeClosableAdmin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

class SharedAdminClustersTest {

  private static final Cluster EAST = new Cluster("east", "e:1", Map.of());
  private static final Cluster WEST = new Cluster("west", "w:1", Map.of());

  private final Created created = new Created();
  private final Clusters clusters = new SharedAdminClusters(created);

  @Test
  void shouldCreateOneForEachCluster() throws Exception {
    Admin one = clusters.admin(EAST);
    Admin other = clusters.admin(EAST);
    clusters.admin(WEST);

    one.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();

    assertThat(other.listTopics().names().get()).containsExactly("t");
    assertThat(created.clients).hasSize(2);
  }

  @Test
  void shouldCloseItWithItsLastUser() {
    Admin one = clusters.admin(EAST);
    Admin other = clusters.admin(EAST);

    one.close();
    one.close(Duration.ZERO);
    assertThat(created.clients.get(0).isClosed()).isFalse();

    other.close(Duration.ZERO);
    assertThat(created.clients.get(0).isClosed()).isTrue();
  }

  @Test
  void shouldCreateAnotherForUsersThatComeLater() {
    clusters.admin(EAST).close();

    clusters.admin(EAST);

    assertThat(created.clients).hasSize(2);
    assertThat(created.clients.get(1).isClosed()).isFalse();
  }

  @Test
  void shouldTryAgainForAClusterThatWasNotThere() {
    created.failing = true;
    assertThatThrownBy(() -> clusters.admin(EAST)).hasMessage("not there");

    created.failing = false;
    clusters.admin(EAST).close();

    assertThat(created.clients.get(0).isClosed()).isTrue();
  }

  private static final class Created implements Clusters {
    private final List<FakeClosableAdmin> clients = new ArrayList<>();
    private boolean failing;

    @Override
    public Admin admin(Cluster cluster) {
      if (failing) {
        throw new RouteFailedException("not there");
      }
      FakeClosableAdmin client = new FakeClosableAdmin();
      clients.add(client);
      return client;
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Cluster cluster) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Producer<byte[], byte[]> producer(
        Cluster cluster, String transactionalId, Duration timeout) {
      throw new UnsupportedOperationException();
    }
  }
}
