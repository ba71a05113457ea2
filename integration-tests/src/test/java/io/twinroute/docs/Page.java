package io.twinroute.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page in Markdown.
 *
 * @param path where it is
 * @param text its whole text
 */
record Page(Path path, String text) {

  private static final Pattern FENCE =
      Pattern.compile("(?ms)^( *)```(\\w*)\n(.*?)^ *```$", Pattern.MULTILINE);

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /**
   * A fenced block.
   *
   * @param language what follows the opening fence; may be empty
   * @param text what is in it
   */
  record Block(String language, String text) {}

  /** Its path below the project's root. */
  String name() {
    return Pages.ROOT.relativize(path).toString();
  }

  boolean isOneOf(String... names) {
    return Set.of(names).contains(name());
  }

  /**
   * Whether it is a decision record: these may have wide tables, and do not count as the manual.
   */
  boolean isDecision() {
    return name().startsWith("docs/adr/");
  }

  List<Block> blocks() {
    return FENCE.matcher(text).results().map(Page::block).toList();
  }

  private static Block block(MatchResult fence) {
    return new Block(fence.group(2), fence.group(3).indent(-fence.group(1).length()));
  }

  /** The text outside of fenced blocks. */
  String prose() {
    return FENCE.matcher(text).replaceAll("");
  }

  /** What is written between backticks in the prose, without line breaks. */
  List<String> codeSpans() {
    return CODE.matcher(prose()).results().map(span -> span.group(1).replace('\n', ' ')).toList();
  }

  /** The anchors of its headings, as the usual hosts make them. */
  Set<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new LinkedHashSet<>();
    for (MatchResult heading : HEADING.matcher(prose()).results().toList()) {
      String anchor =
          heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").strip();
      anchor = anchor.replace(' ', '-');
      int count = seen.merge(anchor, 1, Integer::sum);
      anchors.add(count == 1 ? anchor : anchor + "-" + (count - 1));
    }
    return anchors;
  }

  /** The text of the section below a heading, up to the next heading of any level. */
  String section(String heading) {
    List<String> lines = new ArrayList<>();
    boolean within = false;
    for (String line : text.split("\n")) {
      if (line.startsWith("#")) {
        within = line.replaceFirst("#+ ", "").equals(heading);
      } else if (within) {
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }

  @Override
  public String toString() {
    return name();
  }
}
