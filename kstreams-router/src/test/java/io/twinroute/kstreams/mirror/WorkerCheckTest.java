package io.twinroute.kstreams.mirror;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FakeClusters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerCheckTest {

  private static final Cluster TARGET = new Cluster("central", "central:9092", Map.of());

  private final FakeClusters clusters = new FakeClusters();
  private HttpServer server;
  private String clusterId;

  @BeforeEach
  void startWorker() throws Exception {
    clusterId = clusters.get("central").admin().describeCluster().clusterId().get();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"version\":\"4.3.1\",\"kafka_cluster_id\":\"%s\"}"
                  .formatted(clusterId)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopWorker() {
    server.stop(0);
  }

  @Test
  void shouldTakeAWorkerOfTheTarget() {
    assertThatNoException().isThrownBy(() -> WorkerCheck.require(clusters, TARGET, url()));
  }

  /** It would copy to that one. */
  @Test
  void shouldRefuseAWorkerOfAnotherCluster() {
    clusterId = "another";

    assertThatThrownBy(() -> WorkerCheck.require(clusters, TARGET, url()))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageStartingWith("Connect at localhost:" + server.getAddress().getPort())
        .hasMessageContaining("works on the cluster with the id another, and writes there")
        .hasMessageContaining("twinroute.kstreams.connect");
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }
}
