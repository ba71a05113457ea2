package io.twinroute.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.cli.commands.EngineOption;
import io.twinroute.cli.commands.RouteOption;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.RouteFileOption;
import io.twinroute.runtime.engine.EngineDeclarations;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: checks what the routes will find on their clusters. */
@Command(
    name = "doctor",
    description =
        "Checks the real clusters and changes nothing: one line for"
            + " each check, ok, warn or fail; exit code 1 if any fails.")
public final class DoctorCommand implements Callable<Integer> {

  /** How findings are printed. */
  enum Format {
    text,
    json
  }

  @Mixin private final RouteFileOption config = new RouteFileOption();

  @Mixin private final RouteOption only = new RouteOption();

  @Mixin private final EngineOption engine = new EngineOption();

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "json prints one array (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Option(
      names = "--fix-transactions",
      description =
          "Abort transactions in the routes' own topics that no coordinator will ever end; changes"
              + " nothing else.")
  private boolean fixTransactions;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException {
    RouteFile file = config.read();
    CollectedFindings findings =
        Examination.of(
            file,
            only.in(file).map(List::of).orElse(file.routes()),
            engine.engines().stream().map(EngineDeclarations::of).toList(),
            fixTransactions);
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case json -> out.println(json(findings));
      case text ->
          findings
              .all()
              .forEach(
                  finding ->
                      out.printf(
                          "%-5s %s: %s%n",
                          finding.level().name().toLowerCase(Locale.ROOT),
                          finding.subject(),
                          finding.message()));
    }
    out.flush();
    return findings.hasFailures() ? ExitCode.FAILED : ExitCode.OK;
  }

  private static String json(CollectedFindings findings) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(findings.all());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
