package io.twinroute.kstreams.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.FakeClosableAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class SharedAdminsTest {

  private static final Cluster CENTRAL = new Cluster("central", "c:1", Map.of());
  private static final Cluster OTHER = new Cluster("other", "o:1", Map.of());

  private final List<Map<String, Object>> created = new ArrayList<>();
  private final List<FakeClosableAdmin> clients = new ArrayList<>();
  private final SharedAdmins admins = new SharedAdmins(this::create);

  private Admin create(Map<String, Object> config) {
    created.add(config);
    clients.add(new FakeClosableAdmin());
    return clients.get(clients.size() - 1);
  }

  @Test
  void shouldHaveOneForEachTarget() throws Exception {
    Admin one = admins.of(CENTRAL, Map.of("client.id", "one", "bootstrap.servers", "c:1"));
    Admin other = admins.of(CENTRAL, Map.of("client.id", "other", "bootstrap.servers", "c:1"));
    admins.of(OTHER, Map.of("client.id", "one", "bootstrap.servers", "o:1"));

    one.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();

    assertThat(other.listTopics().names().get()).containsExactly("t");
    assertThat(created)
        .containsExactly(
            Map.of("client.id", "twinroute-streams-admin", "bootstrap.servers", "c:1"),
            Map.of("client.id", "twinroute-streams-admin", "bootstrap.servers", "o:1"));
  }

  @Test
  void shouldOutliveARouteAndEndWithAll() {
    Admin one = admins.of(CENTRAL, Map.of());
    one.close();
    assertThat(clients.get(0).isClosed()).isFalse();

    admins.close();
    assertThat(clients.get(0).isClosed()).isTrue();
  }

  @Test
  void shouldFailAsTheClientDoes() {
    Admin one = admins.of(CENTRAL, Map.of());

    assertThatThrownBy(() -> one.abortTransaction(null))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
