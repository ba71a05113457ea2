package io.twinroute.demo;

import io.twinroute.cli.commands.DemoEntry;
import io.twinroute.cli.commands.OutputSides;
import io.twinroute.cli.commands.Verdict;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.command.ExitCode;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: three local clusters, sample data, both engines, the comparison. */
@Command(name = DemoEntry.NAME, description = DemoEntry.DESCRIPTION)
final class DemoCommand implements Callable<Integer> {
  private static final int MOST_RECORDS = 10_000_000;
  private static final int MOST_PER_SECOND = 10_000;

  @Option(
      names = "--records",
      defaultValue = "20000",
      paramLabel = "N",
      description = "Orders, and as many payments (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "S",
      description =
          "The same seed and number of records give the same data, timestamps included"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "Orders, and as many payments, that follow every second while it stays up (default:"
              + " ${DEFAULT-VALUE}). 0: none, so that the sources are at rest.")
  private int rate;

  @Option(
      names = "--exit",
      description = "Ends after the comparison: exit code 0 if all is identical, else 1.")
  private boolean exit;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException, InterruptedException {
    if (records < 1 || records > MOST_RECORDS) {
      throw new ParameterException(
          spec.commandLine(),
          "--records must be between 1 and %d, not %d.".formatted(MOST_RECORDS, records));
    }
    if (rate < 0 || rate > MOST_PER_SECOND) {
      throw new ParameterException(
          spec.commandLine(),
          "--rate must be between 0 and %d, not %d.".formatted(MOST_PER_SECOND, rate));
    }
    Steps steps = new Steps(spec.commandLine().getOut());
    DemoData data = new DemoData(seed, records);
    DemoSession[] holder = new DemoSession[1];
    steps.run("three local Kafka clusters", () -> holder[0] = DemoSession.start());
    try (DemoSession session = holder[0]) {
      steps.say("  " + session.describeClusters());
      steps.run(
          String.format(Locale.ROOT, "%,d orders, %,d payments (seed %d)", records, records, seed),
          () -> {
            session.orders().write(data.orders());
            session.payments().write(data.payments());
          });
      RoutePlan route = RouteFiles.read(session.routeFile()).routes().get(0);
      if (!exit) {
        new LiveDemo(session, route, steps, rate).run();
      }
      return runToEnd(session, route, steps);
    }
  }

  private int runToEnd(DemoSession session, RoutePlan route, Steps steps)
      throws InterruptedException {
    // One after the other, so that the times are comparable.
    for (Engine engine : Engines.all()) {
      Duration took =
          steps.run(
              engine.id() + ": route " + route.name() + " to its end",
              () ->
                  DemoEngine.start(session.processes(), engine, session.routeFile(), "--until-end")
                      .awaitSuccess());
      steps.say(
          String.format(
              Locale.ROOT,
              "  %,.0f records/s, start and stop included",
              2L * records / (took.toMillis() / 1e3)));
    }
    Verdict[] verdict = new Verdict[1];
    steps.run(
        "reference and comparison",
        () -> verdict[0] = Verdict.of(OutputSides.of(route, true).results()));
    verdict[0].explanation().forEach(steps::say);
    steps.say(verdict[0].line());
    return verdict[0].identical() && !verdict[0].isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
