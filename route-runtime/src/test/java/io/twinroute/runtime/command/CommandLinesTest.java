package io.twinroute.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.Problem;
import io.twinroute.runtime.RouteFailedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

class CommandLinesTest {

  private final StringWriter err = new StringWriter();

  @Test
  void shouldListEveryProblemOfAnInvalidRouteFile() {
    // given
    var problems = List.of(new Problem("a.b", "is wrong"), new Problem("c", "is missing"));

    // when
    int exit = run(new InvalidRouteFileException(problems), "file");

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly("a.b: is wrong", "c: is missing");
  }

  @Test
  void shouldShowTheMessageOfAnExpectedFailureOnly() {
    // when
    int exit = run(new RouteFailedException("The cluster is away."), "--verbose", "file");

    // then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("The cluster is away.");
  }

  @Test
  void shouldTakeAFurtherTypeAsExpected() {
    // given
    CommandLine line =
        CommandLines.create(
            new Failing(new IllegalStateException("Stopped.")), IllegalStateException.class);

    // when
    int exit = line.setErr(new PrintWriter(err)).execute("file");

    // then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("Stopped.");
  }

  @Test
  void shouldKeepTheTraceOfAnUnexpectedErrorForThoseWhoAsk() {
    // when
    int quiet = run(new IllegalStateException("odd"), "file");
    String quietText = err.toString();
    int verbose = run(new IllegalStateException("odd"), "file", "--verbose");

    // then
    assertThat(List.of(quiet, verbose)).containsOnly(1);
    assertThat(quietText)
        .contains("IllegalStateException: odd", "--verbose")
        .doesNotContain("\tat ");
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void shouldExplainWrongUsageAndPointToTheHelp() {
    // when
    int exit = run(new IllegalStateException(), "file", "--colour");

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .contains("--colour", "Try 'failing --help'.")
        .doesNotContain("\tat ");
  }

  private int run(Exception error, String... args) {
    return CommandLines.create(new Failing(error)).setErr(new PrintWriter(err)).execute(args);
  }

  @Command(name = "failing")
  private static final class Failing implements Callable<Integer> {
    @Mixin private StandardOptions options;
    @Parameters private String file;
    private final Exception error;

    private Failing(Exception error) {
      this.error = error;
    }

    @Override
    public Integer call() throws Exception {
      throw error;
    }
  }
}
