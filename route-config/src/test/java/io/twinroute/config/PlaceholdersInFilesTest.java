package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RouteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same in every place that gives a value. */
class PlaceholdersInFilesTest {

  private static final String JAAS = "Login required password=\"a${env:X:Y}c${b}\";";
  private static final String WRITTEN = JAAS.replace("${", "$${");

  @TempDir Path folder;

  @Test
  void shouldTakeADefaultWithAColon() throws Exception {
    // given
    String yaml = Yaml.VALID.replace("localhost:19092", "${EAST_ADDRESS:localhost:19092}");

    // when / then
    assertThat(east(Yaml.plan(yaml))).isEqualTo("localhost:19092");
    assertThat(east(Yaml.plan(yaml, Map.of("EAST_ADDRESS", "kafka-1:9092,kafka-2:9092"))))
        .isEqualTo("kafka-1:9092,kafka-2:9092");
  }

  @Test
  void shouldTakeAPlaceholderForADefault() throws Exception {
    // given
    String yaml = Yaml.VALID.replace("localhost:19092", "${EAST_ADDRESS:${KAFKA:a:1}}");

    // when / then
    assertThat(east(Yaml.plan(yaml))).isEqualTo("a:1");
    assertThat(east(Yaml.plan(yaml, Map.of("KAFKA", "b:1")))).isEqualTo("b:1");
    assertThat(east(Yaml.plan(yaml, Map.of("KAFKA", "b:1", "EAST_ADDRESS", "c:1"))))
        .isEqualTo("c:1");
  }

  @Test
  void shouldResolveNumbersAndChoicesToo() throws Exception {
    // given
    String yaml =
        Yaml.VALID
            .replace("delivery: exactly-once", "parallelism: \"${N:3}\"")
            .replace("type: inner", "type: \"${TYPE:${twinroute.restart.kind:outer}}\"");

    // when
    RouteFile file = Yaml.plan(yaml);

    // then
    assertThat(file.routes().get(0).parallelism()).isEqualTo(3);
    assertThat(file.routes().get(0).rule().type()).isEqualTo("outer");
  }

  @Test
  void shouldReferToOtherSettings() throws Exception {
    // given
    String yaml =
        Yaml.VALID.replace(
            "localhost:19092", "${twinroute.clusters.central.bootstrap-servers},${other.port:a:1}");

    // when / then
    assertThat(east(Yaml.plan(yaml + "other:\n  port: b:2\n"))).isEqualTo("localhost:39092,b:2");
  }

  @Test
  void shouldTakeALiteralFromTheRouteFile() throws Exception {
    assertThat(jaas(Yaml.plan(withJaas(WRITTEN)))).isEqualTo(JAAS);
  }

  @Test
  void shouldTakeALiteralFromAVariable() throws Exception {
    // given
    String overridden = "TWINROUTE_CLUSTERS_EAST_PROPERTIES_SASL_JAAS_CONFIG";

    // when / then
    assertThat(jaas(Yaml.plan(withJaas("none"), Map.of(overridden, WRITTEN)))).isEqualTo(JAAS);
    assertThat(jaas(Yaml.plan(withJaas("${EAST_JAAS}"), Map.of("EAST_JAAS", WRITTEN))))
        .isEqualTo(JAAS);
  }

  @Test
  void shouldTakeALiteralFromSecretFiles() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("routes.yml"), withJaas("none"));
    String key = "twinroute.clusters.east.properties.sasl.jaas.config";
    Path properties = Files.writeString(folder.resolve("secrets.properties"), key + "=" + WRITTEN);
    Path yaml = Files.writeString(folder.resolve("secrets.yml"), key + ": '" + WRITTEN + "'\n");

    for (Path secrets : new Path[] {properties, yaml}) {
      // when
      RouteFile read;
      System.setProperty("micronaut.config.files", secrets.toString());
      try {
        read = RouteFiles.read(file);
      } finally {
        System.clearProperty("micronaut.config.files");
      }

      // then
      assertThat(jaas(read)).as(secrets.toString()).isEqualTo(JAAS);
    }
  }

  @Test
  void shouldSayHowToWriteALiteral() {
    assertThat(Yaml.problems(withJaas("password=\"a${b}c\"")))
        .singleElement()
        .asString()
        .endsWith("or write $${ for a literal ${")
        .doesNotContain("${b}");
  }

  private static String withJaas(String jaas) {
    return Yaml.VALID.replace(
        "localhost:19092\"\n",
        "localhost:19092\"\n      properties: { sasl.jaas.config: '" + jaas + "' }\n");
  }

  private static String east(RouteFile file) {
    return file.clusters().get("east").bootstrapServers();
  }

  private static String jaas(RouteFile file) {
    return file.clusters().get("east").properties().get("sasl.jaas.config");
  }
}
