package io.twinroute.cli.commands;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.RouteFileOption;
import io.twinroute.runtime.service.reload.RunningRouter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reload}: makes the running routers of a file take it over as it is now. */
@Command(
    name = "reload",
    description = {
      "Makes the running routers of a file read it again: added routes start, removed and disabled"
          + " ones stop, changed ones restart; all others keep running.",
      "It finds routers of this user on this machine. A file that cannot be taken over as a whole"
          + " changes nothing."
    })
public final class ReloadCommand implements Callable<Integer> {

  /** A route may take more than a minute to stop. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int OK = 200;
  private static final int CONFLICT = 409;

  @Mixin private final RouteFileOption config = new RouteFileOption();

  @Mixin private final EngineOption engine = new EngineOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  private enum Result {
    DONE,
    REFUSED,
    GONE
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean found = false;
    boolean refused = false;
    for (RunningRouter router : RunningRouters.of(config.path(), engine)) {
      Result result = reload(router);
      found |= result != Result.GONE;
      refused |= result == Result.REFUSED;
    }
    if (!found) {
      throw new RouteFailedException(
          RunningRouters.none(config.path(), engine)
              + " A router elsewhere takes over its file by itself with 'run --watch'.");
    }
    return refused ? ExitCode.FAILED : ExitCode.OK;
  }

  private Result reload(RunningRouter router) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(router.reload())
            .timeout(PATIENCE)
            .header("Authorization", router.authorization())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    PrintWriter err = spec.commandLine().getErr();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == OK) {
        spec.commandLine().getOut().printf("%s: %s%n", router.engine(), answer.body());
        return Result.DONE;
      }
      err.printf(
          "%s: %s%n",
          router.engine(),
          answer.statusCode() == CONFLICT ? answer.body() : "HTTP " + answer.statusCode());
      return Result.REFUSED;
    } catch (ConnectException e) {
      return Result.GONE; // a killed router's process id now belongs to another process
    } catch (IOException e) {
      err.printf("%s: %s does not answer: %s%n", router.engine(), router, e);
      return Result.REFUSED;
    }
  }
}
