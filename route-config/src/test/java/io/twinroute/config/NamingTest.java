package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.TopicNames;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a prefix means to a route file. */
class NamingTest {

  private static final String OUTPUT = "topic: \"paid-orders-{engine}\"";

  @Test
  void shouldHaveNoPrefixWithoutTheSetting() throws Exception {
    assertThat(Yaml.plan(Yaml.VALID).clusters().values())
        .extracting(Cluster::naming)
        .containsOnly(Naming.PLAIN);
    assertThat(TopicNames.pins(new Cluster("central", "c:1", Map.of())))
        .isEqualTo("twinroute.pins");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "team-a.",
        "0",
        "A_b-c.",
        "a12345678901234567890123456789012345678901234567890123456789"
      })
  void shouldGiveEveryClusterThePrefix(String prefix) throws Exception {
    // when
    var clusters =
        Yaml.plan(named(prefix).replace(OUTPUT, "topic: \"" + prefix + "paid-{engine}\""))
            .clusters();

    // then
    assertThat(clusters.values()).extracting(Cluster::naming).containsOnly(new Naming(prefix));
    assertThat(clusters.values())
        .extracting(TopicNames::pins)
        .containsOnly(prefix + "twinroute.pins");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          __team.  | '__team.' cannot begin a topic's name; use letters, digits, '.', '_' and '-', with a letter or a digit in front
          .team    | '.team' cannot begin a topic's name; use letters, digits, '.', '_' and '-', with a letter or a digit in front
          team/a   | 'team/a' cannot begin a topic's name; use letters, digits, '.', '_' and '-', with a letter or a digit in front
          a1234567890123456789012345678901234567890123456789012345678901 | has 62 characters; use at most 60
          """)
  void shouldRefuseAPrefixThatMakesNoNames(String prefix, String expected) {
    assertThat(Yaml.problems(named(prefix)))
        .containsExactly("twinroute.naming.prefix: " + expected);
  }

  @Test
  void shouldRefuseOutputsWithoutThePrefix() {
    assertThat(Yaml.problems(named("team-a.")))
        .containsExactly(
            "twinroute.routes.paid-orders.output.topic: 'paid-orders-{engine}' does not begin with"
                + " 'team-a.', as twinroute.naming.prefix wants it; name it"
                + " 'team-a.paid-orders-{engine}'");
  }

  @Test
  void shouldRefuseRejectedTopicsWithoutThePrefix() {
    String file =
        named("team-a.")
            .replace(
                OUTPUT,
                """
                topic: "team-a.paid-{engine}"
                        late-topic: "late-{engine}"
                        dead-letter-topic: "team-b.dead-{engine}"\
                """);

    assertThat(Yaml.problems(file))
        .containsExactly(
            "twinroute.routes.paid-orders.output.late-topic: 'late-{engine}' does not begin with"
                + " 'team-a.', as twinroute.naming.prefix wants it; name it 'team-a.late-{engine}'",
            "twinroute.routes.paid-orders.output.dead-letter-topic: 'team-b.dead-{engine}' does not"
                + " begin with 'team-a.', as twinroute.naming.prefix wants it; name it"
                + " 'team-a.team-b.dead-{engine}'");
  }

  /** Nothing is created on a source. */
  @Test
  void shouldLeaveSourcesTheirNames() throws Exception {
    assertThat(
            Yaml.plan(named("team-a.").replace(OUTPUT, "topic: \"team-a.paid-{engine}\""))
                .routes()
                .get(0)
                .input(0)
                .addresses())
        .isEqualTo("east/orders");
  }

  /** Both are in names that may have 249 characters. */
  @Test
  void shouldTakeThePrefixFromTheLengthOfAliases() {
    String alias = "c".repeat(194);
    String file =
        named("team-a.")
            .replace("central", alias)
            .replace(OUTPUT, "topic: \"team-a.paid-{engine}\"");

    assertThat(Yaml.problems(file))
        .containsExactly("twinroute.clusters." + alias + ": has 194 characters; use at most 193");
    assertThat(Yaml.problems(file.replace(alias, alias.substring(1)))).isEmpty();
  }

  private static String named(String prefix) {
    return Yaml.VALID + "  naming:\n    prefix: \"" + prefix + "\"\n";
  }
}
