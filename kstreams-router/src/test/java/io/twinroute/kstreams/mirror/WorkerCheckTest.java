package io.twinroute.kstreams.mirror;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FakeClusters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerCheckTest {

  private static final Cluster TARGET = new Cluster("central", "central:9092", Map.of());

  private static final RoutePlan ROUTE = Routes.plan(Repartition.AUTO);
  private static final String VALIDATION = "transforms.coordinates.references";

  private final FakeClusters clusters = new FakeClusters();
  private HttpServer server;
  private String clusterId;
  private volatile String validation = "{}";

  @BeforeEach
  void startWorker() throws Exception {
    clusterId = clusters.get("central").admin().describeCluster().clusterId().get();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              (exchange.getRequestMethod().equals("PUT")
                      ? validation
                      : "{\"version\":\"4.3.1\",\"kafka_cluster_id\":\"%s\"}".formatted(clusterId))
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
    assertThatNoException().isThrownBy(() -> check(ROUTE));
  }

  /** It would copy to that one. */
  @Test
  void shouldRefuseAWorkerOfAnotherCluster() {
    clusterId = "another";

    assertThatThrownBy(() -> check(ROUTE))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageStartingWith("Connect at localhost:" + server.getAddress().getPort())
        .hasMessageContaining("works on the cluster with the id another, and writes there")
        .hasMessageContaining("twinroute.kstreams.connect");
  }

  @Test
  void shouldTakeAWorkerThatResolvesReferences() {
    validation = answer("");

    assertThatNoException().isThrownBy(() -> check(secured()));
  }

  @Test
  void shouldRefuseAWorkerThatDoesNotAndNameWhatIsMissing() {
    validation = answer("\"not resolved: TWINROUTE_EAST_SASL_JAAS_CONFIG\"");

    assertThatThrownBy(() -> check(secured()))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining(url())
        .hasMessageContaining("TWINROUTE_EAST_SASL_JAAS_CONFIG in the worker's environment")
        .hasMessageContaining("config.providers=env")
        .hasMessageNotContaining("s3cret");
  }

  /** It would let the connectors fail, whatever it has. */
  @Test
  void shouldRefuseAWorkerThatCannotTell() {
    assertThatThrownBy(() -> check(secured()))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("jar of another version");
  }

  private static String answer(String errors) {
    return "{\"configs\":[{\"value\":{\"name\":\"%s\",\"errors\":[%s]}}]}"
        .formatted(VALIDATION, errors);
  }

  /** The same route, with a password on its first source. */
  private static RoutePlan secured() {
    Cluster east =
        new Cluster(
            "east", "east:9092", Map.of("sasl.jaas.config", "x required password=\"s3cret\";"));
    return ROUTE.withClusters(each -> each.alias().equals("east") ? east : each);
  }

  private void check(RoutePlan route) {
    WorkerCheck.require(
        clusters,
        TARGET,
        url(),
        List.of(route),
        new StreamsSettings(url(), Mirror.MANAGED, "state", Duration.ofMillis(200), 1, 16, 64));
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }
}
