package io.twinroute.mirror.command;

import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.mirror.connect.ConnectClient;
import io.twinroute.mirror.prune.Leftovers;
import io.twinroute.mirror.prune.Leftovers.Kept;
import io.twinroute.mirror.prune.Leftovers.Leftover;
import io.twinroute.mirror.prune.Pruning;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.RouteFileOption;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mirror prune}: removes what a route file has left behind on a Connect worker. */
@Command(
    name = "prune",
    description =
        "Removes connectors that copy what no route of the file reads any more; keeps"
            + " those of other installations.")
final class PruneCommand implements Callable<Integer> {

  @Mixin private final RouteFileOption config = new RouteFileOption();

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description =
          "The worker's base URL (default: twinroute.kstreams.connect; without that, the worker"
              + " inside the router, which need not run).")
  private @Nullable URI url;

  @Option(names = "--dry-run", description = "Only reports what would be removed.")
  private boolean dryRun;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException {
    RouteFile file = config.read();
    StreamsSettings settings = file.settings(StreamsSettings.class);
    Pruning pruning = new Pruning(new KafkaClusters(), file);
    String connect = url == null ? settings.connect() : url.toString();
    if (connect != null) {
      prune(pruning, new ConnectClient(URI.create(connect)));
    } else if (settings.mirror() == Mirror.EXTERNAL) {
      throw new ParameterException(
          spec.commandLine(),
          "Others run the mirrors (twinroute.kstreams.mirror: external): remove"
              + " connectors there, or pass --connect URL.");
    } else {
      pruning.targets().forEach(target -> pruneInRouter(pruning, target));
    }
    return ExitCode.OK;
  }

  private void prune(Pruning pruning, ConnectClient worker) {
    Leftovers found = pruning.at(worker, pruning.targetOf(worker));
    if (!dryRun) {
      Pruning.remove(found, worker);
    }
    print(found);
  }

  private void pruneInRouter(Pruning pruning, Cluster target) {
    Leftovers found = pruning.inRouter(target);
    if (!dryRun) {
      pruning.removeInRouter(found, target);
    }
    print(found);
  }

  private void print(Leftovers leftovers) {
    PrintWriter out = spec.commandLine().getOut();
    for (Leftover left : leftovers.own()) {
      out.printf(
          "%s: %s, which copies %s for no route%n",
          verb(left), left.connector().name(), String.join(", ", left.topics()));
    }
    for (Kept kept : leftovers.kept()) {
      out.printf("kept: %s, which copies %s: %s%n", kept.connector(), kept.topic(), kept.why());
    }
    if (leftovers.own().isEmpty()) {
      out.println("nothing to remove");
    }
    out.flush();
  }

  /** An earlier version's connector may have other topics, which others need. */
  private String verb(Leftover left) {
    String verb = left.isWhole() ? "removed" : "changed";
    return dryRun ? "would be " + verb : verb;
  }
}
