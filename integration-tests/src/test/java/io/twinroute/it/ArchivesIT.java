package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.it.support.Command;
import io.twinroute.it.tier.FirstTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What starts fast, starts from archives of its classes. A JVM that cannot use its archive fails
 * here.
 */
@FirstTier
class ArchivesIT {

  private static final Map<String, String> ARCHIVE_OR_FAIL =
      Map.of("TWINROUTE_JAVA_OPTS", "-Xshare:on -XX:TieredStopAtLevel=1");

  private static final String ROUTES =
      """
      twinroute:
        clusters:
          east: { bootstrap-servers: "localhost:1" }
          west: { bootstrap-servers: "localhost:2" }
          central: { bootstrap-servers: "localhost:3" }
        routes:
          paid-orders:
            left:  { cluster: east, topic: orders, as: order }
            right: { cluster: west, topic: payments, as: payment }
            join:  { type: inner, before: 10m, after: 10m }
            output: { cluster: central, topic: "paid-orders-{engine}", partitions: 1 }
      """;

  @TempDir private static Path folder;
  private static Path routes;

  @BeforeAll
  static void write() throws IOException {
    routes = Files.writeString(folder.resolve("routes.yml"), ROUTES);
  }

  @Test
  void theCommandLineUsesItsArchive() {
    assertStarts("validate", routes.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink", "kstreams"})
  void aRouterUsesItsArchive(String engine) {
    assertStarts("__engine", engine, "plan", routes.toString());
  }

  private static void assertStarts(String... arguments) {
    try (Command command = Command.start(ARCHIVE_OR_FAIL, arguments)) {
      Command.Result result = command.await();
      assertThat(result.exit()).as(result.toString()).isZero();
    }
    Path archive = Command.home().resolve(module(arguments)).resolve("target/classes.jsa");
    assertThat(archive).exists(); // without one there is nothing that the JVM would insist on
  }

  private static String module(String... arguments) {
    return arguments[0].equals("__engine") ? arguments[1] + "-router" : "cli";
  }
}
