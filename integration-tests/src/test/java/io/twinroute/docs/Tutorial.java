package io.twinroute.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the tutorial asks its reader to save and to run, and what it says will be printed. */
public final class Tutorial {

  private static final Pattern SAVED =
      Pattern.compile("(?s)Save this as `([^`]+)`:\n\n```yaml\n(.*?)```");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Page page;

  private Tutorial(Page page) {
    this.page = page;
  }

  public static Tutorial read() {
    return new Tutorial(Pages.page("docs/tutorial.md"));
  }

  /** Saves the files into the folder in which the script runs. */
  public void save(Path folder) throws IOException {
    Matcher saved = SAVED.matcher(page.text());
    for (MatchResult file : saved.results().toList()) {
      Files.writeString(folder.resolve(file.group(1)), file.group(2));
    }
  }

  /** All commands, in their order. */
  public String script() {
    return blocks("sh").stream().collect(Collectors.joining("\n"));
  }

  /** The lines of its outputs, in their order, masked. */
  public List<String> expected() {
    return blocks("text").stream().flatMap(String::lines).map(Tutorial::masked).toList();
  }

  /** A line without what may differ from run to run. */
  public static String masked(String line) {
    return NUMBER.matcher(line).replaceAll("0");
  }

  private List<String> blocks(String language) {
    return page.blocks().stream()
        .filter(block -> block.language().equals(language))
        .map(Page.Block::text)
        .toList();
  }
}
