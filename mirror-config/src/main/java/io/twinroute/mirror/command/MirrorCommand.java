package io.twinroute.mirror.command;

import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.mirror.References;
import io.twinroute.mirror.connect.AppliedMirrors;
import io.twinroute.mirror.connect.ConnectClient;
import io.twinroute.mirror.connect.MirrorApplier;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.connect.ReferenceCheck;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.mirror.render.MirrorFormat;
import io.twinroute.mirror.render.MirrorRenderer;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.RouteFileOption;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mirror}: the MirrorMaker 2 connectors that bring the sources to the target cluster. */
@Command(
    name = "mirror",
    description = "The MirrorMaker 2 connectors that the routes need.",
    subcommands = PruneCommand.class)
final class MirrorCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    throw usage("Missing command: render, apply or prune.");
  }

  @Command(name = "render", description = "Prints the mirror configuration for others to run.")
  int render(
      @Mixin RouteFileOption config,
      @Option(
              names = "--format",
              required = true,
              paramLabel = "FORMAT",
              description = "${COMPLETION-CANDIDATES}.",
              completionCandidates = FormatNames.class)
          String format)
      throws InvalidRouteFileException {
    MirrorFormat wanted =
        Arrays.stream(MirrorFormat.values())
            .filter(candidate -> candidate.id().equals(format))
            .findFirst()
            .orElseThrow(
                () ->
                    usage(
                        "Unknown format '%s': --format takes %s."
                            .formatted(format, String.join(", ", new FormatNames()))));
    RouteFile file = config.read();
    spec.commandLine()
        .getOut()
        .print(MirrorRenderer.render(wanted, file.routes(), file.settings(StreamsSettings.class)));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  @Command(name = "apply", description = "Creates or updates the connectors on a Connect worker.")
  int apply(
      @Mixin RouteFileOption config,
      @Option(
              names = "--connect",
              paramLabel = "URL",
              description = "The worker's base URL (default: twinroute.kstreams.connect).")
          @Nullable URI url)
      throws InvalidRouteFileException {
    RouteFile file = config.read();
    StreamsSettings settings = file.settings(StreamsSettings.class);
    String configured = settings.connect();
    if (url == null && configured == null) {
      throw usage(
          "No Connect worker is named: set twinroute.kstreams.connect or pass --connect URL.");
    }
    ConnectClient client = new ConnectClient(url == null ? URI.create(configured) : url);
    List<MirrorConnector> connectors =
        MirrorConnectors.of(file.routes(), settings, References.VARIABLES);
    ReferenceCheck.require(client, connectors);
    AppliedMirrors applied = MirrorApplier.apply(connectors, client);
    print("created", applied.created());
    print("changed", applied.changed());
    print("unchanged", applied.unchanged());
    print("resumed or restarted", applied.revived());
    print("removed these connectors' topics from", applied.relieved());
    return ExitCode.OK;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(String what, List<String> connectors) {
    PrintWriter out = spec.commandLine().getOut();
    connectors.forEach(name -> out.println(what + ": " + name));
    out.flush();
  }

  /** The formats as they are typed. */
  private static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(MirrorFormat.values()).map(MirrorFormat::id).iterator();
    }
  }
}
