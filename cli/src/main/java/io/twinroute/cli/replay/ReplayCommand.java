package io.twinroute.cli.replay;

import io.twinroute.cli.commands.RouteFileOption;
import io.twinroute.cli.commands.RouteOption;
import io.twinroute.config.Engine;
import io.twinroute.config.InvalidRouteFileException;
import io.twinroute.config.RouteFile;
import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.parity.TopicReader;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.command.ExitCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}: dead letters go through their route again, after what was wrong is mended. */
@Command(
    name = "replay",
    description = "Appends a route's dead letters to their source topics again, each at most once.")
public final class ReplayCommand implements Callable<Integer> {

  @Mixin private final RouteFileOption config = new RouteFileOption();

  @Mixin private final RouteOption only = new RouteOption();

  @Option(
      names = "--engine",
      paramLabel = "flink|kstreams",
      description = "Whose dead-letter topic is read (default: flink; both hold the same).")
  private String engine = Engine.FLINK.id();

  @Spec
  @SuppressWarnings("NullAway.Init") // injected by picocli
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidRouteFileException {
    Engine of = engine();
    RouteFile file = config.read();
    for (RoutePlan route : only.in(file).map(List::of).orElse(file.routes())) {
      replay(route, of);
    }
    return ExitCode.OK;
  }

  private Engine engine() {
    for (Engine candidate : Engine.values()) {
      if (candidate.id().equals(engine)) {
        return candidate;
      }
    }
    throw usage("Unknown engine '%s'; there are flink and kstreams.".formatted(engine));
  }

  private void replay(RoutePlan route, Engine of) {
    String topic =
        route
            .output()
            .deadLetterTopic(of)
            .orElseThrow(
                () ->
                    usage(
                        "Route '%s' has its dead-letter topic switched off."
                            .formatted(route.name())));
    Collection<DeadLetter> letters = letters(route, topic);
    int sent = 0;
    for (SourceSide side : route.sides()) {
      sent +=
          new SideReplay(route.name(), side)
              .send(letters.stream().filter(l -> l.topic().equals(side.address())).toList());
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %d dead letters in %s, %d replayed before, %d replayed now%n",
            route.name(), letters.size(), topic, letters.size() - sent, sent);
    spec.commandLine().getOut().flush();
  }

  /** By their coordinates: with at-least-once a dead letter may be there twice. */
  private static Collection<DeadLetter> letters(RoutePlan route, String topic) {
    Map<String, DeadLetter> letters = new LinkedHashMap<>();
    TopicReader.open(route.output().cluster(), topic)
        .forEach(
            record -> {
              DeadLetter letter =
                  DeadLetter.of(record)
                      .filter(l -> isOf(route, l))
                      .orElseThrow(
                          () ->
                              new RouteFailedException(
                                  "Topic '%s', %s: this is no dead letter of route '%s'. Nothing was replayed."
                                      .formatted(topic, record, route.name())));
              letters.putIfAbsent(letter.coordinates(), letter);
            });
    return letters.values();
  }

  private static boolean isOf(RoutePlan route, DeadLetter letter) {
    return route.sides().stream().anyMatch(side -> side.address().equals(letter.topic()));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
