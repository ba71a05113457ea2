package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RouteFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {

  private static final String PROPERTIES = "twinroute.clusters.east.properties.";

  /** Of producers, of consumers, of admin clients, of all of them, and of what they load. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "linger.ms: 5",
        "max.poll.records: 100",
        "default.api.timeout.ms: 1000",
        "security.protocol: SSL",
        "ssl.key.password: secret",
        "client.id: me",
        "retries: 5",
        "transaction.timeout.ms: 60000",
        "config.providers.env.class: a.b.C",
        "metrics.context.team: x",
        "metrics.jmx.include: x",
        "acks: all",
        "acks: -1",
        "enable.idempotence: TRUE",
        "isolation.level: read_committed",
        "enable.auto.commit: false",
      })
  void shouldTakeWhatKafkasClientsTake(String setting) throws Exception {
    // when
    RouteFile file = Yaml.plan(with(setting));

    // then
    assertThat(file.warnings()).isEmpty();
    assertThat(properties(file)).containsKey(setting.substring(0, setting.indexOf(':')));
  }

  @ParameterizedTest
  @CsvSource({
    "security.protocl, security.protocol",
    "security_protocol, security.protocol",
    "ssl.trustore.location, ssl.truststore.location",
    "sasl.jaas.conf, sasl.jaas.config",
    "max.pol.records, max.poll.records",
    "lingerms, linger.ms",
  })
  void shouldAskAboutAMisspeltNameAndPassItOn(String name, String meant) throws Exception {
    // when
    RouteFile file = Yaml.plan(with(name + ": x"));

    // then
    assertThat(file.warnings())
        .containsExactly(
            PROPERTIES
                + name
                + ": no Kafka client knows this setting; did you mean '"
                + meant
                + "'? If a class of your own reads it, name it in custom-properties");
    assertThat(properties(file)).containsEntry(name, "x");
  }

  @Test
  void shouldWarnOfANameThatNothingIsLike() throws Exception {
    assertThat(Yaml.plan(with("com.example.vault.address: x")).warnings())
        .containsExactly(
            PROPERTIES
                + "com.example.vault.address: no Kafka client knows this setting; correct it, or"
                + " remove it. If a class of your own reads it, name it in custom-properties");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ssl.ca.location                      | use ssl.truststore.location, with ssl.truststore.type: PEM
          ssl.certificate.location             | use ssl.keystore.location with ssl.keystore.type: PEM
          ssl.key.location                     | use ssl.keystore.location with ssl.keystore.type: PEM
          sasl.username                        | use sasl.jaas.config
          sasl.password                        | use sasl.jaas.config
          sasl.mechanisms                      | use sasl.mechanism
          enable.ssl.certificate.verification  | ssl.endpoint.identification.algorithm
          metadata.broker.list                 | bootstrap-servers
          socket.timeout.ms                    | use request.timeout.ms
          socket.keepalive.enable              | remove it
          message.max.bytes                    | use max.request.size
          queue.buffering.max.ms               | use linger.ms
          queue.buffering.max.kbytes           | use buffer.memory
          topic.metadata.refresh.interval.ms   | use metadata.max.age.ms
          """)
  void shouldNameJavasSettingForOneOfLibrdkafka(String name, String remedy) throws Exception {
    // when / then
    assertThat(Yaml.plan(with(name + ": x")).warnings())
        .singleElement()
        .asString()
        .startsWith(PROPERTIES + name + ": is a setting of librdkafka, not of Java's clients; ")
        .contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          group.id: mine                      | the routers keep their positions themselves
          enable.auto.commit: true            | the routers keep their positions themselves
          auto.offset.reset: latest           | offsets that were pinned
          isolation.level: read_uncommitted   | committed records only
          key.deserializer: a.B               | as bytes
          value.serializer: a.B               | as bytes
          transactional.id: mine              | names its transactions itself
          acks: 1                             | all replicas
          enable.idempotence: false           | idempotently
          group.protocol: consumer            | assign partitions themselves
          """)
  void shouldSayWhatHoldsInsteadAndNotPassItOn(String setting, String instead) throws Exception {
    // given
    String name = setting.substring(0, setting.indexOf(':'));

    // when
    RouteFile file = Yaml.plan(with(setting));

    // then
    assertThat(file.warnings())
        .singleElement()
        .asString()
        .startsWith(PROPERTIES + name + ": has no effect: ")
        .contains(instead)
        .endsWith("; remove it");
    assertThat(properties(file)).doesNotContainKey(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[acme.token, acme.vault.*]",
        "\"acme.token, acme.vault.*\"",
        "\"${NAMES:acme.*}\"",
        "[\"${NONE:acme.*}\"]",
      })
  void shouldNotWarnOfWhatClassesOfTheUsersOwnRead(String custom) throws Exception {
    // when
    RouteFile file =
        Yaml.plan(
            with("acme.token: x, acme.vault.path: y")
                .replace(
                    "      properties:",
                    "      custom-properties: " + custom + "\n      properties:"));

    // then
    assertThat(file.warnings()).isEmpty();
    assertThat(properties(file))
        .containsExactlyInAnyOrderEntriesOf(Map.of("acme.token", "x", "acme.vault.path", "y"));
  }

  @Test
  void shouldWarnOfWhatThePatternsDoNotName() throws Exception {
    // given
    String yaml =
        with("acme.token: x")
            .replace("      properties:", "      custom-properties: [acme.tok]\n      properties:");

    // when / then
    assertThat(Yaml.plan(yaml).warnings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a b]", "'*'", "\"a,,b\"", "[a*b]"})
  void shouldRejectWhatIsNoName(String custom) {
    // given
    String yaml =
        Yaml.VALID.replace(
            "localhost:19092\"\n", "localhost:19092\"\n      custom-properties: " + custom + "\n");

    // when / then
    assertThat(Yaml.problems(yaml))
        .singleElement()
        .asString()
        .startsWith("twinroute.clusters.east.custom-properties: '")
        .endsWith("' does not fit; expected names of settings, at their end possibly a *");
  }

  @Test
  void shouldWarnOfEachSettingOnceInTheFilesOrder() throws Exception {
    // given
    String yaml =
        with("security.protocl: SSL, ssl.ca.location: /ca.pem, auto.offset.reset: latest");

    // when
    List<String> warnings = Yaml.plan(yaml).warnings();

    // then
    assertThat(warnings).hasSize(3);
    assertThat(warnings.get(0)).startsWith(PROPERTIES + "security.protocl: ");
    assertThat(warnings.get(1)).startsWith(PROPERTIES + "ssl.ca.location: ");
    assertThat(warnings.get(2)).startsWith(PROPERTIES + "auto.offset.reset: ");
  }

  @Test
  void shouldWarnOfWhatOnlyAVariableNames() throws Exception {
    assertThat(
            Yaml.plan(
                    Yaml.VALID,
                    Map.of("TWINROUTE_CLUSTERS_EAST_PROPERTIES_SSL_CA_LOCATION", "/ca.pem"))
                .warnings())
        .singleElement()
        .asString()
        .startsWith(PROPERTIES + "ssl.ca.location: ");
  }

  private static String with(String properties) {
    return Yaml.VALID.replace(
        "localhost:19092\"\n", "localhost:19092\"\n      properties: { " + properties + " }\n");
  }

  private static Map<String, String> properties(RouteFile file) {
    return file.clusters().get("east").properties();
  }
}
