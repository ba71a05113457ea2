package io.twinroute.cli.commands;

import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import io.twinroute.runtime.cluster.contact.Contact;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.command.RouteFileOption;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: whether two topics hold the same records. */
@Command(name = "diff", description = "Compares any two topics; exit code 1 if they differ.")
public final class DiffCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "CLUSTER/TOPIC",
      description = "The left side: a cluster of the route file, and a topic on it.")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private String left;

  @Parameters(index = "1", paramLabel = "CLUSTER/TOPIC", description = "The right side.")
  @SuppressWarnings("NullAway.Init") // required, so picocli sets it
  private String right;

  @Mixin private final RouteFileOption config = new RouteFileOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException {
    RouteFile file = config.read();
    LinkedHashMap<String, RecordSource> sides = new LinkedHashMap<>();
    sides.put("left", open(left, file));
    sides.put("right", open(right, file));
    Verdict verdict = Verdict.of(sides);
    PrintWriter out = spec.commandLine().getOut();
    out.println(verdict.line());
    verdict.explanation().forEach(out::println);
    return verdict.identical() ? ExitCode.OK : ExitCode.FAILED;
  }

  private TopicReader open(String side, RouteFile file) {
    int slash = side.indexOf('/');
    if (slash < 1 || slash == side.length() - 1) {
      throw usage("'%s' is not of the form CLUSTER/TOPIC.".formatted(side));
    }
    Cluster cluster = file.clusters().get(side.substring(0, slash));
    if (cluster == null) {
      throw usage(
          "Unknown cluster '%s' in '%s'; defined: %s."
              .formatted(
                  side.substring(0, slash), side, String.join(", ", file.clusters().keySet())));
    }
    Contact.mustBeSafe(cluster);
    return TopicReader.open(cluster, side.substring(slash + 1));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
