package io.twinroute.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.twinroute.runtime.command.CommandLines;
import io.twinroute.runtime.service.reload.RunningRouter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReloadCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void write() throws IOException {
    config = Files.createFile(folder.resolve("routes.yml"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void shouldSayWhereNoRouterRuns() {
    assertThat(reload()).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("No flink or kstreams router of this user runs " + config.toAbsolutePath());
  }

  @Test
  void shouldAskEachRouterOfTheFile() throws Exception {
    router("flink", config, 200, "started route a");
    router("kstreams", config, 200, "no route has changed");
    router("flink", folder.resolve("other.yml"), 500, "not me");

    assertThat(reload()).isZero();

    assertThat(out.toString().lines())
        .containsExactlyInAnyOrder("flink: started route a", "kstreams: no route has changed");
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "POST /reload Bearer token-of-flink", "POST /reload Bearer token-of-kstreams");
  }

  @Test
  void shouldAskTheRouterOfOneEngine() throws Exception {
    router("flink", config, 200, "started route a");
    router("kstreams", config, 200, "started route a");

    assertThat(reload("--engine", "kstreams")).isZero();

    assertThat(asked).containsExactly("POST /reload Bearer token-of-kstreams");
  }

  @Test
  void shouldFailWhereARouterRefuses() throws Exception {
    router("flink", config, 409, "refused: no topic");
    router("kstreams", config, 200, "started route a");

    assertThat(reload()).isEqualTo(1);

    assertThat(err.toString().strip()).isEqualTo("flink: refused: no topic");
    assertThat(out.toString().strip()).isEqualTo("kstreams: started route a");
  }

  @Test
  void shouldSayThatARouterDoesNotKnowReloads() throws Exception {
    router("flink", config, 404, "{}");

    assertThat(reload()).isEqualTo(1);

    assertThat(err.toString()).contains("flink: HTTP 404");
  }

  /** Killed, it has left its notice behind, and its number is another process's. */
  @Test
  void shouldPassOverARouterThatIsGone() throws Exception {
    HttpServer gone = router("flink", config, 200, "");
    gone.stop(0);

    assertThat(reload()).isEqualTo(1);

    assertThat(err.toString()).startsWith("No flink or kstreams router");
  }

  private HttpServer router(String engine, Path file, int status, String answer)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    open.add(() -> server.stop(0));
    URI url = URI.create("http://localhost:" + server.getAddress().getPort());
    open.add(RunningRouter.leave(engine, file, url.toURL(), "token-of-" + engine));
    return server;
  }

  private int reload(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
    arguments.addAll(List.of(more));
    CommandLine command = CommandLines.create(new ReloadCommand());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }
}
