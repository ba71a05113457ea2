package io.twinroute.kstreams.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/**
 * That commits are reported, runs to the end against clusters show: without, they would not end.
 */
class RouteClientsTest {

  private final List<String> reported = new ArrayList<>();

  private final CommitListener listener =
      new CommitListener() {
        @Override
        public void wrote() {
          reported.add("wrote");
        }

        @Override
        public void committed() {
          reported.add("committed");
        }
      };

  @Test
  void shouldNotReportACommitThatFails() {
    Map<String, Object> config =
        Map.of("bootstrap.servers", "localhost:1", "transactional.id", "t");
    RouteClients clients =
        new RouteClients(
            listener,
            settings -> {
              throw new AssertionError("not asked for");
            });
    try (Producer<byte[], byte[]> producer = clients.getProducer(config)) {
      assertThatThrownBy(producer::commitTransaction).isInstanceOf(IllegalStateException.class);

      assertThat(reported).isEmpty();
    }
  }
}
