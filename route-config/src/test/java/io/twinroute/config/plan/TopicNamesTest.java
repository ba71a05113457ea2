package io.twinroute.config.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicNamesTest {

  @ParameterizedTest
  @CsvSource({
    "a.b, a_b, true",
    "a.b_c, a_b.c, true",
    "a.b, a.b, false",
    "a.b, a-b, false",
    "ab, a.b, false",
  })
  void shouldFindNamesThatKafkaTakesForOne(String one, String other, boolean collide) {
    assertThat(TopicNames.collide(one, other)).isEqualTo(collide);
    assertThat(TopicNames.collide(other, one)).isEqualTo(collide);
  }

  @ParameterizedTest
  @CsvSource({
    "twinroute.pins, twinroute.pins, true",
    "twinroute.pins, twinroute_pins, true",
    "twinroute.pins, twinroute.pin, false",
    "own-a.b-<incarnation>-log, own-a.b-0123abcd-log, true",
    "own-a.b-<incarnation>-log, own-a_b-0123abcd-log, true",
    "own-a.b-<incarnation>-log, own-a.b-0123abcx-log, false",
    "own-a.b-<incarnation>-log, own-a.b-0123abc-log, false",
    "own-a.b-<incarnation>-log, own-a.b-0123abcd, false",
    "own-a.b-<incarnation>-log, own-a.b-log, false",
    "own-<incarnation>, own-01234567, true",
    "own-<incarnation>, own-012345678, false",
  })
  void shouldFindNamesOfTopicsThatAnEngineMayHave(String template, String name, boolean taken) {
    assertThat(TopicNames.isTakenBy(template, name)).isEqualTo(taken);
  }
}
