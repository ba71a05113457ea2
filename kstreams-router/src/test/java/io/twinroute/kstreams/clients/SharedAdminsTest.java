package io.twinroute.kstreams.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

class SharedAdminsTest {

  private static final Node NODE = new Node(0, "localhost", 1);
  private static final Cluster CENTRAL = new Cluster("central", "c:1", Map.of());
  private static final Cluster OTHER = new Cluster("other", "o:1", Map.of());

  private final List<Map<String, Object>> created = new ArrayList<>();
  private final List<Closing> clients = new ArrayList<>();
  private final SharedAdmins admins = new SharedAdmins(this::create);

  private Admin create(Map<String, Object> config) {
    created.add(config);
    clients.add(new Closing());
    return clients.get(clients.size() - 1);
  }

  private static final class Closing extends MockAdminClient {
    private boolean closed;

    private Closing() {
      super(List.of(NODE), NODE);
    }

    @Override
    public void close(Duration timeout) {
      closed = true;
    }
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
    assertThat(clients.get(0).closed).isFalse();

    admins.close();
    assertThat(clients.get(0).closed).isTrue();
  }

  @Test
  void shouldFailAsTheClientDoes() {
    Admin one = admins.of(CENTRAL, Map.of());

    assertThatThrownBy(() -> one.abortTransaction(null))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
