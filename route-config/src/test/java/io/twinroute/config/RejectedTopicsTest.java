package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectedTopicsTest {

  private static final String TOPIC = "topic: \"paid-orders-{engine}\"";

  @Test
  void shouldFollowTheOutputsNameByDefault() throws Exception {
    // when
    Output output = output(Yaml.VALID);

    // then
    assertThat(output.lateTopic(TestEngines.FLINK)).contains("paid-orders-flink.late");
    assertThat(output.lateTopic(TestEngines.KSTREAMS)).contains("paid-orders-kstreams.late");
    assertThat(output.deadLetterTopic(TestEngines.FLINK)).contains("paid-orders-flink.dead-letter");
    assertThat(output.topics(TestEngines.FLINK))
        .containsExactly(
            "paid-orders-flink", "paid-orders-flink.late", "paid-orders-flink.dead-letter");
    assertThat(output.deadLetterTopic(TestEngines.KSTREAMS))
        .contains("paid-orders-kstreams.dead-letter");
  }

  @Test
  void shouldReadNames() throws Exception {
    // when
    Output output = output(with("late-topic: '{engine}-late'", "dead-letter-topic: 'd.{engine}'"));

    // then
    assertThat(output.lateTopic(TestEngines.FLINK)).contains("flink-late");
    assertThat(output.deadLetterTopic(TestEngines.KSTREAMS)).contains("d.kstreams");
  }

  @Test
  void shouldSwitchTopicsOff() throws Exception {
    // when
    Output output = output(with("late-topic: none", "dead-letter-topic: none"));

    // then
    assertThat(output.lateTopic(TestEngines.FLINK)).isEmpty();
    assertThat(output.deadLetterTopic(TestEngines.KSTREAMS)).isEmpty();
    assertThat(output.topics(TestEngines.FLINK)).containsExactly("paid-orders-flink");
  }

  @Test
  void shouldAcceptNamesWithoutEngineIfTheOutputHasNone() throws Exception {
    // when
    Output output = output(with("late-topic: late").replace(TOPIC, "topic: paid-orders"));

    // then
    assertThat(output.lateTopic(TestEngines.FLINK)).contains("late");
    assertThat(output.deadLetterTopic(TestEngines.FLINK)).contains("paid-orders.dead-letter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          late-topic: "a/{engine}"           | late-topic: 'a/flink' is not a topic name; use letters, digits, '.', '_' and '-'; '{engine}' becomes the engine's name
          dead-letter-topic: "{motor}{engine}" | dead-letter-topic: '{motor}flink' is not a topic name; use letters, digits, '.', '_' and '-'; '{engine}' becomes the engine's name
          late-topic: late                   | late-topic: 'late' would be written by both engines; put '{engine}' in the name, as the output's has it
          late-topic: off                    | late-topic: YAML reads this as 'false'; put the topic's name in quotes, or write none for no topic
          dead-letter-topic: ''              | dead-letter-topic: is empty; give it a value or remove the key
          dead-letter-topic:                 | dead-letter-topic: has no value; give it one or remove the key
          dead-letters-topic: none           | dead-letters-topic: unknown key; did you mean 'dead-letter-topic'? known: cleanup, cluster, dead-letter-topic, headers, key, late-topic, partitions, replication, select, tombstone-on, topic, where
          late-topic: "paid-orders-{engine}" | late-topic: 'paid-orders-flink' is already the output of this route; name another topic
          late-topic: "paid-orders-{engine}.dead-letter" | topic: its dead-letter topic 'paid-orders-flink.dead-letter' is already the late topic of this route; name another topic, or set dead-letter-topic to one or to none
          """)
  void shouldReport(String line, String expected) {
    assertThat(Yaml.problems(with(line)))
        .containsExactly("twinroute.routes.paid-orders.output." + expected);
  }

  @Test
  void shouldRejectOneTopicForBothUses() {
    assertThat(Yaml.problems(with("late-topic: 'r-{engine}'", "dead-letter-topic: 'r-{engine}'")))
        .containsExactly(
            "twinroute.routes.paid-orders.output.dead-letter-topic: 'r-flink' is already the late"
                + " topic of this route; name another topic");
  }

  @Test
  void shouldRejectNamesThatAreTooLong() {
    // given
    String late = "l".repeat(241) + "-{engine}";

    // when / then
    assertThat(Yaml.problems(with("late-topic: '" + late + "'")))
        .containsExactly(
            "twinroute.routes.paid-orders.output.late-topic: has 250 characters; Kafka allows 249;"
                + " '{engine}' becomes the engine's name");
  }

  @Test
  void shouldRejectOutputsWhoseDefaultsAreTooLong() {
    // given
    String longest = "topic: " + "t".repeat(249);
    String one = "twinroute.routes.paid-orders.output.topic: with '";

    // when / then
    assertThat(Yaml.problems(Yaml.VALID.replace(TOPIC, longest)))
        .containsExactly(
            one
                + ".late' behind it has 254 characters; Kafka allows 249; shorten it, or set"
                + " late-topic",
            one
                + ".dead-letter' behind it has 261 characters; Kafka allows 249; shorten it, or set"
                + " dead-letter-topic");
    assertThat(
            Yaml.problems(
                with("late-topic: none", "dead-letter-topic: dead").replace(TOPIC, longest)))
        .isEmpty();
    assertThat(Yaml.problems(Yaml.VALID.replace(TOPIC, "topic: " + "t".repeat(237)))).isEmpty();
  }

  @Test
  void shouldSayNothingAboutDefaultsOfAWrongOutput() {
    assertThat(Yaml.problems(Yaml.VALID.replace(TOPIC, "topic: a/b"))).hasSize(1);
    assertThat(Yaml.problems(Yaml.VALID.replace(TOPIC, "partitions: 1"))).hasSize(1);
  }

  private static Output output(String yaml) throws InvalidRouteFileException {
    return Yaml.plan(yaml).routes().get(0).output();
  }

  /** The valid file with more lines in its output. */
  private static String with(String... lines) {
    return Yaml.VALID.replace(TOPIC, TOPIC + "\n        " + String.join("\n        ", lines));
  }
}
