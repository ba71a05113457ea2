package io.twinroute.mirror.connect;

import static io.twinroute.mirror.connect.ConnectStub.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.UnfitWorkerException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReferenceCheckTest {

  private static final String VALIDATE =
      "PUT /connector-plugins/MirrorSourceConnector/config/validate";

  private ConnectStub connect;

  @BeforeEach
  void start() throws IOException {
    connect = new ConnectStub();
  }

  @AfterEach
  void stop() {
    connect.close();
  }

  @Test
  void shouldAskNothingWhereThereAreNoSecrets() {
    check(connector("security.protocol", "PLAINTEXT"));

    assertThat(connect.changes()).isEmpty();
  }

  @Test
  void shouldTakeAWorkerThatResolvesAll() {
    connect.on(VALIDATE, answer(200, validation("")));

    assertThatNoException().isThrownBy(() -> check(connector("a", "${env:TWINROUTE_EAST_A}")));
    assertThat(connect.changes()).containsExactly(VALIDATE);
  }

  @Test
  void shouldNameTheVariablesThatTheWorkerLacksAndNothingElse() {
    connect.on(
        VALIDATE,
        answer(200, validation("\"not resolved: TWINROUTE_EAST_A, TWINROUTE_EAST_C s3cret\"")));

    assertThatThrownBy(
            () ->
                check(
                    connector("a", "${env:TWINROUTE_EAST_A}"),
                    connector("b", "x${env:TWINROUTE_EAST_B}${env:TWINROUTE_EAST_C}")))
        .isInstanceOf(UnfitWorkerException.class)
        .hasMessage(
            "Connect at "
                + connect.url()
                + ": the worker cannot resolve references to secrets; set TWINROUTE_EAST_A,"
                + " TWINROUTE_EAST_C in the worker's environment, and config.providers=env and"
                + " config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider"
                + " in its configuration");
  }

  @Test
  void shouldRefuseAWorkerWhoseTransformCannotTell() {
    connect.on(VALIDATE, answer(200, "{\"configs\":[]}"));

    assertThatThrownBy(() -> check(connector("a", "${env:TWINROUTE_EAST_A}")))
        .isInstanceOf(UnfitWorkerException.class)
        .hasMessageContaining("the mirror-config jar of another version");
  }

  /** It may be up again in a moment. */
  @Test
  void shouldNotBlameAWorkerThatDoesNotAnswer() {
    connect.on(VALIDATE, answer(500, "{\"message\":\"starting\"}"));

    assertThatThrownBy(() -> check(connector("a", "${env:TWINROUTE_EAST_A}")))
        .isInstanceOf(MirrorException.class)
        .isNotInstanceOf(UnfitWorkerException.class)
        .hasMessageContaining("starting");
  }

  private static String validation(String errors) {
    return "{\"configs\":[{\"value\":{\"name\":\"transforms.coordinates.references\",\"errors\":[%s]}}]}"
        .formatted(errors);
  }

  private static MirrorConnector connector(String setting, String value) {
    return new MirrorConnector(
        "m",
        Map.of(
            "connector.class",
            "org.apache.kafka.connect.mirror.MirrorSourceConnector",
            "source.cluster." + setting,
            value));
  }

  private void check(MirrorConnector... connectors) {
    ReferenceCheck.require(new ConnectClient(connect.url()), List.of(connectors));
  }
}
