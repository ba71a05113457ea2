package io.twinroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command reference has every command with its options, and no page uses another one. */
class DocumentedCommandsTest {

  private static final Page REFERENCE = Pages.page("docs/commands.md");
  private static final Set<String> STANDARD = Set.of("--help", "--verbose", "--config");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern DECLARED =
      Pattern.compile("names = (?:\"(--[a-z-]+)\"|\\{([^}]*)})");
  private static final Pattern USE =
      Pattern.compile("\\./twinroute((?: mirror)? [a-z]+)([^\n`#|&;>)]*)");

  private static final Map<String, Set<String>> COMMANDS = commands();

  private static Map<String, Set<String>> commands() {
    Map<String, Set<String>> commands =
        CommandTree.all().stream()
            .collect(
                Collectors.toMap(
                    CommandTree::name, command -> longOnes(command.options().stream())));
    commands = new HashMap<>(commands);
    commands.put("bench", optionsOfTheBench());
    return commands;
  }

  /** It is not on any class path but its own. */
  private static Set<String> optionsOfTheBench() {
    try {
      String source =
          Files.readString(
              Pages.ROOT.resolve(
                  "benchmarks/harness/src/main/java/io/twinroute/bench/run/Bench.java"));
      return longOnes(
          DECLARED
              .matcher(source)
              .results()
              .flatMap(names -> OPTION.matcher(names.group()).results().map(MatchResult::group)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<String> longOnes(Stream<String> options) {
    return options
        .filter(option -> option.startsWith("--"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Stream<String> names() {
    return COMMANDS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldDescribeEveryOptionAndNoOther(String command) {
    // when
    Set<String> described =
        longOnes(OPTION.matcher(REFERENCE.section(command)).results().map(MatchResult::group));
    described.removeAll(STANDARD);

    // then
    Set<String> options = new TreeSet<>(COMMANDS.getOrDefault(command, Set.of()));
    options.removeAll(STANDARD);
    assertThat(described).isEqualTo(options);
    assertThat(REFERENCE.section(command)).contains("`./twinroute " + command);
  }

  static Stream<Page> pages() {
    return Pages.all().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldUseCommandsAndOptionsThatExist(Page page) {
    // when
    List<String> unknown =
        USE.matcher(page.text())
            .results()
            .filter(Predicate.not(DocumentedCommandsTest::exists))
            .map(MatchResult::group)
            .toList();

    // then
    assertThat(unknown).isEmpty();
  }

  @Test
  void shouldFindUses() {
    assertThat(USE.matcher(Pages.page("README.md").text()).results()).hasSizeGreaterThan(5);
  }

  private static boolean exists(MatchResult use) {
    Set<String> options = COMMANDS.get(use.group(1).strip());
    return options != null
        && Arrays.stream(use.group(2).split("[ =]"))
            .filter(word -> word.startsWith("--"))
            .allMatch(options::contains);
  }
}
