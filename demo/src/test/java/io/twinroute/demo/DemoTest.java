package io.twinroute.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "demo --records 0 --exit, --records must be between 1 and 10000000, not 0.",
    "demo --rate -1, --rate must be between 0 and 10000, not -1.",
    "demo --records many, Invalid value for option '--records'",
    "--verbose demo --dance, Unknown option: '--dance'"
  })
  void shouldExplainWrongUsage(String arguments, String message) {
    // when
    int exit = execute(arguments.split(" "));

    // then
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .contains(message, "Try 'twinroute demo --help'.")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldShowItsHelpAsACommandOfTheLauncher() {
    // when
    int exit = execute("demo", "--help");

    // then
    assertThat(exit).isZero();
    assertThat(out.toString())
        .startsWith("Usage: twinroute demo [")
        .contains("--records", "--seed", "--rate", "--exit");
  }

  private int execute(String... args) {
    return Demo.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
