package io.twinroute.mirror.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JaasLiteralsTest {

  /** As a JAAS configuration has them in quotes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a${b}c",
        "a${env:HOME}c",
        "${env:X:Y}${env:HOME}",
        "it's ${env:HOME}",
        "\\\"${env:HOME}\\\\",
        "\\${env:HOME}",
        "$5 {x} \\t",
      })
  void shouldArriveBehindConnectAsItWas(String quoted) {
    // given
    String jaas =
        "a.Login required user='u${env:HOME}' password=\"" + quoted + "\" x=\"${env:A}\";";

    // when
    String behind = behindConnect(JaasLiterals.of(jaas));

    // then
    assertThat(options(behind)).isEqualTo(options(jaas));
  }

  @Test
  void shouldLeaveReferencesThatStandForTheWhole() {
    assertThat(JaasLiterals.of("${env:TWINROUTE_EAST_SASL_JAAS_CONFIG}"))
        .isEqualTo("${env:TWINROUTE_EAST_SASL_JAAS_CONFIG}");
  }

  private static String behindConnect(String value) {
    return new ConfigTransformer(Map.of("env", new FixedVariables()))
        .transform(Map.of("key", value))
        .data()
        .get("key");
  }

  /** The provider of the environment, in an environment of its own. */
  private static final class FixedVariables extends EnvVarConfigProvider {
    FixedVariables() {
      super(Map.of("HOME", "replaced", "A", "replaced"));
      configure(Map.of());
    }
  }

  private static Map<String, ?> options(String jaas) {
    return JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas)))
        .configurationEntries()
        .get(0)
        .getOptions();
  }
}
