package io.twinroute.cli.replay;

import io.twinroute.cli.commands.RouteOption;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.RouteFileOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code replay}: sends dead letters through their route again, once their cause has been fixed.
 */
@Command(
    name = "replay",
    description = "Appends a route's dead letters to their source topics again, each at most once.")
public final class ReplayCommand implements Callable<Integer> {

  @Mixin private final RouteFileOption config = new RouteFileOption();

  @Mixin private final RouteOption only = new RouteOption();

  @Option(
      names = "--engine",
      paramLabel = "${bundle:engines}",
      description =
          "Whose dead-letter topic is read (default: ${DEFAULT-VALUE}; both hold the same).")
  private String engine = Engines.first().id();

  @Option(
      names = {"--input", "--side"},
      paramLabel = "NAME",
      description = "Replays the dead letters of this input only, such as left (default: of all).")
  private @Nullable String input;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException {
    Engine of = engine();
    RouteFile file = config.read();
    List<RouteReplay> replays = new ArrayList<>();
    for (RoutePlan route : only.in(file).map(List::of).orElse(file.routes())) {
      replays.add(replay(route, of));
    }
    replays.forEach(RouteReplay::mustBePossible);
    for (RouteReplay replay : replays) {
      spec.commandLine().getOut().println(replay.send());
      spec.commandLine().getOut().flush();
    }
    return ExitCode.OK;
  }

  private Engine engine() {
    return Engines.withId(engine)
        .orElseThrow(
            () ->
                usage(
                    "Unknown engine '%s'; there are %s.".formatted(engine, Engines.ids(" and "))));
  }

  private RouteReplay replay(RoutePlan route, Engine of) {
    String topic =
        route
            .output()
            .deadLetterTopic(of)
            .orElseThrow(
                () ->
                    usage(
                        "Route '%s' has its dead-letter topic switched off."
                            .formatted(route.name())));
    return RouteReplay.read(route, topic, inputs(route));
  }

  private List<RouteInput> inputs(RoutePlan route) {
    if (input == null) {
      return route.inputs();
    }
    List<RouteInput> named =
        route.inputs().stream().filter(each -> each.name().equals(input)).toList();
    if (named.isEmpty()) {
      throw usage(
          "Route '%s' has no input '%s'; there are %s."
              .formatted(
                  route.name(),
                  input,
                  route.inputs().stream().map(RouteInput::name).collect(Collectors.joining(", "))));
    }
    return named;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
