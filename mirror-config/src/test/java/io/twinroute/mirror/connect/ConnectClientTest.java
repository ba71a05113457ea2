package io.twinroute.mirror.connect;

import static io.twinroute.mirror.connect.ConnectStub.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.SilentWorkerException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectClientTest {

  private static final MirrorConnector CONNECTOR =
      new MirrorConnector(
          "m", Map.of("topics", "orders", "source.cluster.sasl.jaas.config", "s3cret"));
  private static final String SAME =
      "{\"name\":\"m\",\"topics\":\"orders\",\"source.cluster.sasl.jaas.config\":\"s3cret\"}";
  private static final String REBALANCING = "{\"error_code\":409,\"message\":\"rebalance\"}";

  private static final Duration SHORT = Duration.ofSeconds(1);

  private ConnectStub connect;
  private ConnectClient client;

  @BeforeEach
  void start() throws IOException {
    connect = new ConnectStub();
    client = new ConnectClient(new ConnectHttp(connect.url(), SHORT, SHORT));
  }

  @AfterEach
  void stop() {
    connect.close();
  }

  @Test
  void shouldTellWhatTheWorkerIs() {
    connect.on("GET /", answer(200, "{\"version\":\"4.3.1\",\"kafka_cluster_id\":\"c1\"}"));

    assertThat(client.info()).isEqualTo(new ConnectWorkerInfo("4.3.1", "c1"));
  }

  @Test
  void shouldTellWhyAConnectorWouldNotBeTakenWithoutItsSecrets() {
    MirrorConnector connector =
        new MirrorConnector(
            "m", Map.of("connector.class", "org.example.Mirror", "x.password", "s3cret"));
    connect.on(
        "PUT /connector-plugins/Mirror/config/validate",
        answer(
            200,
            """
            {"error_count":1,"configs":[
              {"value":{"name":"topics","errors":[]}},
              {"value":{"name":"x.password","errors":["s3cret is too short"]}}]}\
            """));

    assertThat(client.validate(connector)).containsExactly("x.password: [hidden] is too short");
  }

  @Test
  void shouldListConnectorsWithTheirSettings() {
    connect.on(
        "GET /connectors?expand=info",
        answer(200, "{\"m\":{\"info\":{\"name\":\"m\",\"config\":" + SAME + "}}}"));

    assertThat(client.connectors()).isEqualTo(Map.of("m", CONNECTOR));
  }

  @Test
  void shouldRemoveAConnectorThatHasNothingElseToCopy() {
    connect.on("DELETE /connectors/m", answer(204, ""));

    client.takeOut(List.of("orders", "refunds"), CONNECTOR);

    assertThat(connect.changes()).containsExactly("DELETE /connectors/m");
  }

  @Test
  void shouldRepeatWhileRebalancing() {
    connect.on(
        "PUT /connectors/m/config",
        answer(409, REBALANCING),
        answer(409, REBALANCING),
        answer(201, SAME));

    client.put(CONNECTOR);

    assertThat(connect.changes()).hasSize(3);
  }

  @Test
  void shouldGiveUpWhenRebalancingDoesNotEnd() {
    connect.on("PUT /connectors/m/config", answer(409, REBALANCING));

    assertThatThrownBy(() -> client.put(CONNECTOR))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining("409: rebalance");
  }

  @Test
  void shouldPassOnConnectsReasonWithoutSecrets() {
    connect.on(
        "PUT /connectors/m/config",
        answer(400, "{\"error_code\":400,\"message\":\"Invalid value s3cret for x\"}"));

    assertThatThrownBy(() -> client.put(CONNECTOR))
        .isInstanceOf(MirrorException.class)
        .hasMessage(
            "Connect at "
                + connect.url()
                + ", connector m: the worker answers 400: Invalid value [hidden] for x");
  }

  @Test
  void shouldNameUnreachableWorker() {
    URI url = connect.url();
    connect.close();

    assertThatThrownBy(() -> new ConnectClient(url).restartFailed("m"))
        .isInstanceOf(MirrorException.class)
        .isNotInstanceOf(SilentWorkerException.class) // it may be asked again at once
        .hasMessageStartingWith("Connect at " + url + ", connector m: the worker does not answer");
  }

  @Test
  void shouldNotWaitForTheRestOfAnAnswer() throws IOException {
    try (SilentServer silent =
        new SilentServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")) {
      ConnectClient halfway = new ConnectClient(new ConnectHttp(silent.url(), SHORT, SHORT));

      assertThatThrownBy(halfway::info)
          .isInstanceOf(SilentWorkerException.class)
          .hasMessageStartingWith(
              "Connect at " + silent.url() + ": the worker does not answer (waited 1 s)");
    }
  }

  @Test
  void shouldReadStatusesWithFirstLineOfTrace() {
    connect.on(
        "GET /connectors?expand=status",
        answer(
            200,
            "{\"m\":{\"status\":{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":["
                + "{\"id\":1,\"state\":\"FAILED\",\"trace\":\"boom\\n\\tat x\"},"
                + "{\"id\":0,\"state\":\"RUNNING\"}]}}}"));

    MirrorStatus status = client.statuses().get("m");

    assertThat(status.tasks()).extracting(MirrorStatus.Task::id).containsExactly(0, 1);
    assertThat(status.failure()).contains("task 1 of m failed: boom");
  }
}
