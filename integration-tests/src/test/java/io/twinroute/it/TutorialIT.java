package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.docs.Tutorial;
import io.twinroute.it.support.Command;
import io.twinroute.it.tier.SecondTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's commands, as a reader copies them one after the other. */
@SecondTier
class TutorialIT {

  private static final int MINUTES = 6;

  @TempDir private Path clone;

  @Test
  void shouldPrintWhatItSays() throws Exception {
    // given
    Tutorial tutorial = Tutorial.read();
    tutorial.save(clone);
    for (String name : List.of("twinroute", "cli", "docs")) {
      Files.createSymbolicLink(clone.resolve(name), Command.home().resolve(name));
    }

    // when
    String printed = run(tutorial.script());

    // then
    assertThat(tutorial.expected()).isNotEmpty();
    assertThat(printed.lines().map(Tutorial::masked)).containsSubsequence(tutorial.expected());
    try (var left = Files.list(clone)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("twinroute", "cli", "docs", "out.txt");
    }
  }

  private String run(String script) throws IOException, InterruptedException {
    Path out = clone.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", "-c", script)
            .directory(clone.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("TWINROUTE_SKIP_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TWINROUTE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    builder
        .environment()
        .merge("PATH", System.getProperty("java.home") + "/bin:", (path, java) -> java + path);
    Process shell = builder.start();
    try {
      boolean ended = shell.waitFor(MINUTES, TimeUnit.MINUTES);
      String printed = Files.readString(out, UTF_8);
      assertThat(ended).as("still running:\n" + printed).isTrue();
      assertThat(shell.exitValue()).as(printed).isZero();
      return printed;
    } finally {
      shell.descendants().forEach(ProcessHandle::destroy);
      shell.destroy();
    }
  }
}
