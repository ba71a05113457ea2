package io.twinroute.cli.commands;

import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names one of the file's routes. */
public final class RouteOption {

  @Option(
      names = "--route",
      paramLabel = "NAME",
      description = "Takes this route only (default: all of them).")
  private @Nullable String name;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  /**
   * The named route; empty without a name.
   *
   * @throws ParameterException if the file has no route of that name
   */
  public Optional<RoutePlan> in(RouteFile file) {
    if (name == null) {
      return Optional.empty();
    }
    return Optional.of(
        file.routes().stream()
            .filter(route -> route.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(file)));
  }

  private ParameterException unknown(RouteFile file) {
    return new ParameterException(
        spec.commandLine(),
        "Unknown route '%s'; defined: %s."
            .formatted(
                name,
                file.routes().stream().map(RoutePlan::name).collect(Collectors.joining(", "))));
  }
}
