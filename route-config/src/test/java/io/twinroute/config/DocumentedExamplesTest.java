package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.JoinType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedExamplesTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(twinroute:.*?)```");

  @Test
  void shouldAcceptEveryFileOfTheRouteReference() throws IOException {
    // when
    List<String> examples = examples(Path.of("..", "docs", "route-reference.md"));

    // then
    assertThat(examples)
        .hasSizeGreaterThan(JoinType.values().length)
        .allSatisfy(
            yaml -> assertThat(Yaml.problems(yaml, Map.of("EAST_JAAS", "login"))).isEmpty());
    for (JoinType type : JoinType.values()) {
      assertThat(examples).anyMatch(yaml -> yaml.contains("type: " + type.id()));
    }
  }

  static List<String> examples(Path page) throws IOException {
    return EXAMPLE
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult example) -> example.group(1))
        .toList();
  }
}
