package io.twinroute.cli.commands;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.runtime.service.reload.RunningRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The routers of this user on this machine that run a file. */
public final class RunningRouters {

  private RunningRouters() {}

  /** Those of the engines that an option names. */
  public static List<RunningRouter> of(Path config, EngineOption engine) throws IOException {
    return RunningRouter.all().stream()
        .filter(
            router ->
                Engines.withId(router.engine()).filter(engine.engines()::contains).isPresent())
        .filter(router -> router.runs(config))
        .toList();
  }

  /** There is none, in one sentence. */
  public static String none(Path config, EngineOption engine) {
    return "No %s router of this user runs %s on this machine."
        .formatted(
            engine.engines().stream().map(Engine::id).collect(Collectors.joining(" or ")),
            config.toAbsolutePath().normalize());
  }
}
