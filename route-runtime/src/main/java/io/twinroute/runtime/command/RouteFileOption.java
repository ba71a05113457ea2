package io.twinroute.runtime.command;

import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.RouteFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the route file. */
public final class RouteFileOption {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The route file (YAML).")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private Path path;

  /** Where the file is, or was. */
  public Path path() {
    return path;
  }

  /** The file's routes. */
  public RouteFile read() throws InvalidRouteFileException {
    return RouteFiles.read(path);
  }
}
