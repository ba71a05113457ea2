package io.twinroute.mirror.connect;

import static io.twinroute.mirror.connect.ConnectStub.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.naming.PrefixedReplicationPolicy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorApplierTest {

  private static final String PAIR = "twinroute-east-to-central";
  private static final MirrorConnector ORDERS = mirror(PAIR + ".orders", "orders");
  private static final MirrorConnector REFUNDS = mirror(PAIR + ".refunds", "refunds");
  private static final String PUT_ORDERS = put(ORDERS);
  private static final String PUT_REFUNDS = put(REFUNDS);
  private static final String RUNNING =
      "{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[{\"id\":0,\"state\":\"RUNNING\"}]}";

  private ConnectStub connect;
  private ConnectClient client;

  @BeforeEach
  void start() throws IOException {
    connect = new ConnectStub();
    client = new ConnectClient(connect.url());
    has();
    is("{}");
    connect.on(PUT_ORDERS, answer(201, "{}")).on(PUT_REFUNDS, answer(201, "{}"));
  }

  @AfterEach
  void stop() {
    connect.close();
  }

  @Test
  void shouldCreateMissingConnectors() {
    AppliedMirrors applied = apply(ORDERS, REFUNDS);

    assertThat(applied.created()).containsExactly(ORDERS.name(), REFUNDS.name());
    assertThat(connect.changes()).containsExactlyInAnyOrder(PUT_ORDERS, PUT_REFUNDS);
  }

  /** Each change of a worker's group takes its time, and one that comes meanwhile waits for it. */
  @Test
  void shouldNotWaitForOneConnectorBeforeItAsksForTheNext() {
    connect.answerTogether(2);

    assertThat(apply(ORDERS, REFUNDS).created()).hasSize(2);
  }

  @Test
  void shouldSayWhyAConnectorIsNotTaken() {
    connect.on(PUT_REFUNDS, answer(400, "{\"error_code\":400,\"message\":\"no such class\"}"));

    assertThatThrownBy(() -> apply(ORDERS, REFUNDS))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining("connector " + REFUNDS.name() + ": the worker answers 400: no such");
  }

  @Test
  void shouldChangeOnlyConnectorsThatDiffer() {
    has(ORDERS, mirror(REFUNDS.name(), "other"));

    AppliedMirrors applied = apply(ORDERS, REFUNDS);

    assertThat(applied.unchanged()).containsExactly(ORDERS.name());
    assertThat(applied.changed()).containsExactly(REFUNDS.name());
    assertThat(connect.changes()).containsExactly(PUT_REFUNDS);
  }

  /** Connectors of an earlier version hold passwords. */
  @Test
  void shouldPutReferencesInThePlaceOfSecrets() {
    String setting = "source.cluster.sasl.jaas.config";
    has(ORDERS.with(setting, "x required password=\"s3cret\";"), REFUNDS);

    AppliedMirrors applied =
        apply(ORDERS.with(setting, "${twinroute:east:sasl.jaas.config}"), REFUNDS);

    assertThat(applied.changed()).containsExactly(ORDERS.name());
    assertThat(connect.changes()).containsExactly(PUT_ORDERS);
  }

  /** Installations that read the same topic share its connector. */
  @Test
  void shouldLeaveAConnectorToWhoeverMadeIt() {
    has(ORDERS.madeBy("others"), REFUNDS);

    AppliedMirrors applied = apply(ORDERS.madeBy("ours"), REFUNDS.madeBy("ours"));

    assertThat(applied.unchanged()).containsExactly(ORDERS.name());
    assertThat(applied.changed()).containsExactly(REFUNDS.name());
  }

  @Test
  void shouldResumeStoppedConnector() {
    String resume = "PUT /connectors/" + ORDERS.name() + "/resume";
    has(ORDERS);
    is("{\"" + ORDERS.name() + "\":{\"status\":{\"connector\":{\"state\":\"STOPPED\"}}}}");
    connect.on(resume, answer(202, ""));

    assertThat(apply(ORDERS).revived()).containsExactly(ORDERS.name());
    assertThat(connect.changes()).containsExactly(resume);
  }

  @Test
  void shouldRestartOnlyWhatHasFailed() {
    String restart =
        "POST /connectors/" + ORDERS.name() + "/restart?includeTasks=true&onlyFailed=true";
    has(ORDERS, REFUNDS);
    is(
        "{\"%s\":{\"status\":%s},\"%s\":{\"status\":%s}}"
            .formatted(
                ORDERS.name(),
                RUNNING.replace("0,\"state\":\"RUNNING", "0,\"state\":\"FAILED"),
                REFUNDS.name(),
                RUNNING));
    connect.on(restart, answer(202, "{}"));

    assertThat(apply(ORDERS, REFUNDS).revived()).containsExactly(ORDERS.name());
    assertThat(connect.changes()).containsExactly(restart);
  }

  /** It would copy every topic a second time. */
  @Test
  void shouldRemoveAConnectorOfAnEarlierVersionThatHasNothingElseToCopy() {
    has(mirror(PAIR, "refunds,orders"));
    connect.on("DELETE /connectors/" + PAIR, answer(204, ""));

    assertThat(apply(ORDERS, REFUNDS).relieved()).containsExactly(PAIR);
    assertThat(connect.changes())
        .startsWith("DELETE /connectors/" + PAIR)
        .containsExactlyInAnyOrder("DELETE /connectors/" + PAIR, PUT_ORDERS, PUT_REFUNDS);
  }

  @Test
  void shouldLeaveAConnectorOfAnEarlierVersionWhatOthersNeed() {
    MirrorConnector pair = mirror(PAIR, "orders,invoices");
    has(pair, mirror("twinroute-west-to-central", "orders"));
    connect.on(put(pair), answer(200, "{}"));

    assertThat(apply(ORDERS).relieved()).containsExactly(PAIR);
    assertThat(connect.changes()).containsExactly(put(pair), PUT_ORDERS);
  }

  /** Its copies are other topics. */
  @Test
  void shouldLeaveAConnectorOfAnEarlierVersionAloneThatHasAnotherPrefix() {
    MirrorConnector pair = mirror(PAIR, "orders");
    Map<String, String> config = new LinkedHashMap<>(ORDERS.config());
    config.put(PrefixedReplicationPolicy.PREFIX, "team-a.");
    MirrorConnector ofATeam = new MirrorConnector("team-a." + ORDERS.name(), config);
    has(pair, ofATeam);

    assertThat(pair.isOfAPair()).isTrue();
    assertThat(ofATeam.isOfOneTopic()).isTrue();
    assertThat(apply(ofATeam).relieved()).isEmpty();
    assertThat(connect.changes()).isEmpty();
  }

  @Test
  void shouldLeaveConnectorsAloneThatAreNotAskedFor() {
    has(ORDERS, mirror(PAIR, "invoices"), mirror("theirs", "orders"), REFUNDS);

    AppliedMirrors applied = apply(ORDERS);

    assertThat(applied)
        .isEqualTo(
            new AppliedMirrors(List.of(), List.of(), List.of(ORDERS.name()), List.of(), List.of()));
    assertThat(connect.changes()).isEmpty();
  }

  private AppliedMirrors apply(MirrorConnector... connectors) {
    return MirrorApplier.apply(List.of(connectors), client);
  }

  /** What the worker has. */
  private void has(MirrorConnector... connectors) {
    Map<String, Object> listed = new LinkedHashMap<>();
    for (MirrorConnector connector : connectors) {
      listed.put(connector.name(), Map.of("info", Map.of("config", connector.withName().config())));
    }
    try {
      connect.on(
          "GET /connectors?expand=info",
          answer(200, new ObjectMapper().writeValueAsString(listed)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How what it has is. */
  private void is(String statuses) {
    connect.on("GET /connectors?expand=status", answer(200, statuses));
  }

  private static String put(MirrorConnector connector) {
    return "PUT /connectors/" + connector.name() + "/config";
  }

  private static MirrorConnector mirror(String name, String topics) {
    return new MirrorConnector(
        name,
        Map.of(
            "source.cluster.alias",
            name.contains("west") ? "west" : "east",
            "target.cluster.alias",
            "central",
            "topics",
            topics));
  }
}
