package io.twinroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.RouteFileKeys;
import io.twinroute.config.key.RouteKeys;
import io.twinroute.config.key.Schema;
import io.twinroute.config.key.Schema.ClientSettings;
import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.Schema.Named;
import io.twinroute.config.key.Schema.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of route files and environment variables that pages name exist. */
class DocumentedKeysTest {

  private static final Pattern KEY =
      Pattern.compile(
          "(?:twinroute\\.)?(clusters|routes|naming|flink|kstreams|restart|left|right|join|output)(\\.[\\w<>-]+)+");

  private static final Pattern VARIABLE = Pattern.compile("\\bTWINROUTE(?:_[A-Z0-9]+)+\\b");

  /** Where variables are read that are no keys. */
  private static final List<String> READERS =
      List.of(
          "twinroute",
          "docker-compose.yml",
          "flink-router/src/main/resources/logback.xml",
          "route-runtime/src/main/java/io/twinroute/runtime/command/CommandLines.java");

  private static final Set<String> VARIABLES = variables();

  static Stream<Page> pages() {
    return Pages.manual().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldNameKeysThatExist(Page page) {
    // when
    List<String> unknown =
        page.codeSpans().stream()
            .filter(span -> KEY.matcher(span).matches())
            .filter(Predicate.not(DocumentedKeysTest::isKey))
            .toList();

    // then
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldNameVariablesThatExist(Page page) {
    // when
    List<String> unknown =
        VARIABLE
            .matcher(page.text())
            .results()
            .map(MatchResult::group)
            .filter(Predicate.not(DocumentedKeysTest::isVariable))
            .toList();

    // then
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flink.cluster",
        "twinroute.kstreams.mirror-tasks",
        "join.before",
        "twinroute.clusters.east.properties.sasl.jaas.config"
      })
  void shouldKnowKeys(String key) {
    assertThat(isKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink.clusters", "join.during", "twinroute.routes.paid.jion.before"})
  void shouldNotKnowOthers(String key) {
    assertThat(isKey(key)).isFalse();
  }

  @Test
  void shouldKnowWhereVariablesAreRead() {
    assertThat(VARIABLES)
        .contains(
            "TWINROUTE_HEAP", "TWINROUTE_LOG_LEVEL", "TWINROUTE_DEBUG", "TWINROUTE_EAST_PORT");
  }

  /** Whether a route file may have it, with {@code twinroute} in front or without. */
  static boolean isKey(String key) {
    String path = key.replaceFirst("^twinroute\\.", "");
    Schema top =
        path.matches("(left|right|join|output)\\..*") ? RouteKeys.ROUTE : RouteFileKeys.ROOT;
    return find(top, List.of(path.split("\\.")));
  }

  private static boolean find(Schema schema, List<String> path) {
    if (path.isEmpty() || schema instanceof ClientSettings || schema instanceof Tree) {
      return true;
    }
    List<String> rest = path.subList(1, path.size());
    if (schema instanceof Named named) {
      return find(named.each(), rest);
    }
    Schema below = schema instanceof Mapping mapping ? mapping.find(path.get(0)) : null;
    return below != null && find(below, rest);
  }

  /** A key in capitals, or what something else reads. */
  private static boolean isVariable(String name) {
    return VARIABLES.contains(name) || isKeyInCapitals(name.split("_", 3));
  }

  /** Of clusters and routes only the end is known, since users choose their names. */
  private static boolean isKeyInCapitals(String[] name) {
    String section = name[1].toLowerCase(Locale.ROOT);
    Schema below = RouteFileKeys.ROOT.find(section);
    String end = name.length < 3 ? "" : name[2];
    if (below instanceof Named named) {
      return leaves(named.each(), "")
          .anyMatch(key -> key.endsWith("_") ? end.contains("_" + key) : end.endsWith("_" + key));
    }
    return below != null && leaves(below, "").anyMatch(end::equals);
  }

  /** Keys as variables have them; client settings as what comes before their names. */
  private static Stream<String> leaves(Schema schema, String prefix) {
    if (schema instanceof Mapping mapping) {
      return mapping.keys().entrySet().stream()
          .flatMap(entry -> leaves(entry.getValue(), prefix + capitals(entry.getKey()) + "_"));
    }
    return Stream.of(
        schema instanceof ClientSettings ? prefix : prefix.substring(0, prefix.length() - 1));
  }

  private static String capitals(String key) {
    return key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Set<String> variables() {
    // The variables in connectors' references to secrets: TWINROUTE_<ALIAS>_<SETTING>.
    Set<String> variables = new TreeSet<>(Set.of("TWINROUTE_EAST_SASL_JAAS_CONFIG"));
    for (String reader : READERS) {
      Path file = Pages.ROOT.resolve(reader);
      try {
        VARIABLE
            .matcher(Files.readString(file))
            .results()
            .map(MatchResult::group)
            .forEach(variables::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return variables;
  }
}
