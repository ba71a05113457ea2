package io.twinroute.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With Kafka's own clients, as each of their settings fails. */
class MissingClassTest {

  private static final String ABSENT = "com.example.login.Absent$Handler";

  @ParameterizedTest
  @CsvSource({
    "metric.reporters",
    "sasl.client.callback.handler.class",
    "sasl.login.callback.handler.class",
    "sasl.login.class"
  })
  void shouldNameTheClassThatASettingNames(String setting) {
    Map<String, String> properties = new HashMap<>(Map.of(setting, ABSENT));
    if (setting.startsWith("sasl")) {
      properties.put("security.protocol", "SASL_PLAINTEXT");
      properties.put("sasl.mechanism", "PLAIN");
      properties.put(
          "sasl.jaas.config", login("org.apache.kafka.common.security.plain.PlainLoginModule"));
    }

    assertRefused(properties);
  }

  @Test
  void shouldNameTheLoginModule() {
    assertRefused(
        Map.of(
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            login(ABSENT)));
  }

  @Test
  void shouldNameAClassThatAPluginNeeds() {
    Throwable failure =
        new KafkaException("no", new NoClassDefFoundError("com/example/cloud/Credentials"));

    assertThat(MissingClass.in(failure)).contains("com.example.cloud.Credentials");
  }

  @Test
  void shouldLeaveOtherFailuresAlone() {
    assertThat(MissingClass.in(new KafkaException("Class not liked"))).isEmpty();
    assertThat(MissingClass.in(new IllegalStateException())).isEmpty();
  }

  private static String login(String module) {
    return module + " required username=\"u\" password=\"secret-9f\";";
  }

  private static void assertRefused(Map<String, String> properties) {
    Cluster east = new Cluster("east", "localhost:1", properties);

    assertThatThrownBy(() -> new KafkaClusters().admin(east))
        .hasMessageContaining("Cluster 'east'")
        .hasMessageContaining("need the class " + ABSENT)
        .hasMessageContaining("Put its jar into the folder")
        .hasMessageNotContaining("secret");
  }
}
