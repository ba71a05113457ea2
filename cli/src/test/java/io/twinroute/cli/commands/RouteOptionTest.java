package io.twinroute.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.RouteFiles;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class RouteOptionTest {

  private static final String ROUTES =
      """
      twinroute:
        clusters:
          east: { bootstrap-servers: "localhost:1" }
          west: { bootstrap-servers: "localhost:2" }
          central: { bootstrap-servers: "localhost:3" }
        routes:
          first:
            left:  { cluster: east, topic: a, as: a }
            right: { cluster: west, topic: b, as: b }
            join:  { before: 1s, after: 1s }
            output: { cluster: central, topic: first-out }
          second:
            left:  { cluster: east, topic: a, as: a }
            right: { cluster: west, topic: b, as: b }
            join:  { before: 2s, after: 2s }
            output: { cluster: central, topic: second-out }
      """;

  @TempDir private Path folder;

  private RouteFile file;

  @BeforeEach
  void read() throws Exception {
    file = RouteFiles.read(Files.writeString(folder.resolve("routes.yml"), ROUTES));
  }

  @Test
  void shouldChooseTheRouteThatIsNamed() {
    assertThat(parsed("--route", "second").in(file)).map(RoutePlan::name).contains("second");
  }

  @Test
  void shouldChooseNoneIfNoneIsNamed() {
    assertThat(parsed().in(file)).isEmpty();
  }

  @Test
  void shouldNameTheRoutesThatThereAre() {
    RouteOption option = parsed("--route", "third");

    assertThatThrownBy(() -> option.in(file))
        .isInstanceOf(ParameterException.class)
        .hasMessage("Unknown route 'third'; defined: first, second.");
  }

  private static RouteOption parsed(String... arguments) {
    Asked asked = new Asked();
    new CommandLine(asked).parseArgs(arguments);
    return asked.route;
  }

  @Command
  private static final class Asked {
    @Mixin private final RouteOption route = new RouteOption();
  }
}
