package io.twinroute.cli.status;

import io.twinroute.cli.commands.EngineOption;
import io.twinroute.cli.commands.RunningRouters;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.RouteFileOption;
import io.twinroute.runtime.service.reload.RunningRouter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status}: how the routes of a file are, as their running routers say. */
@Command(
    name = "status",
    description = {
      "Shows the routes of a file as their running routers report them: on a terminal again and"
          + " again until Ctrl-C, elsewhere once.",
      "It finds routers of this user on this machine."
    })
public final class StatusCommand implements Callable<Integer> {

  private static final long PAUSE_MILLIS = 1_000;

  @Mixin private final RouteFileOption config = new RouteFileOption();

  @Mixin private final EngineOption engine = new EngineOption();

  // The launcher knows: a console object says nothing about where the output goes.
  private final boolean terminal = Boolean.getBoolean("twinroute.terminal");
  private final RouterStatus status = new RouterStatus();

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> table = table();
    table.forEach(out::println);
    out.flush();
    while (terminal) {
      Thread.sleep(PAUSE_MILLIS);
      int before = table.size();
      table = table();
      out.printf("\033[%dA\033[J", before); // up to where it began
      table.forEach(out::println);
      out.flush();
    }
    return ExitCode.OK;
  }

  private List<String> table() throws IOException, InterruptedException {
    List<StatusLine> lines = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    List<RunningRouter> routers = RunningRouters.of(config.path(), engine);
    for (RunningRouter router : routers) {
      try {
        lines.addAll(status.of(router));
      } catch (IOException e) {
        silent.add("%s does not answer".formatted(router));
      }
    }
    if (silent.size() == routers.size()) {
      throw new RouteFailedException(
          RunningRouters.none(config.path(), engine)
              + " Start one with './twinroute run', or ask it where it runs.");
    }
    List<String> table = new ArrayList<>(StatusTable.of(lines));
    table.addAll(silent);
    return table;
  }
}
