package io.twinroute.config.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Yaml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutePlanTest {

  /** Without any of these it depends on the topics. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delivery: exactly-once | repartition: auto   | false
          delivery: exactly-once | repartition: always | true
          delivery: exactly-once | exchange: always    | true
          lateness: 30s          | key: /left          | true
          lateness: 45s          | key: /right         | true
          """)
  void shouldNeedARepartitionTopicWhereItAsksForOneOrJoinsOnAField(
      String line, String instead, boolean needed) throws Exception {
    assertThat(Yaml.plan(Yaml.VALID.replace(line, instead)).routes().get(0).needsRepartition())
        .isEqualTo(needed);
  }
}
