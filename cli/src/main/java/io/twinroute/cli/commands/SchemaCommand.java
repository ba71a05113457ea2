package io.twinroute.cli.commands;

import io.twinroute.config.engine.RouteFileKeys;
import io.twinroute.config.key.JsonSchema;
import io.twinroute.runtime.command.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code schema}: the JSON Schema with which editors complete and check route files. */
@Command(name = "schema", description = "Prints the JSON Schema of route files, for editors.")
public final class SchemaCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(JsonSchema.ofRouteFiles(RouteFileKeys.ROOT));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
