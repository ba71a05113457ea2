package io.twinroute.cli.status;

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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StatusCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
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
    assertThat(status()).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("No flink or kstreams router of this user runs " + config.toAbsolutePath());
  }

  @Test
  void shouldShowTheRoutesOfBothEngines() throws Exception {
    router("kstreams", "\"b is gone\"");
    router("flink", null);

    assertThat(status()).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "ROUTE  ENGINE    STATE    READ   RESULTS  LATE  DEAD  LAG  BEHIND  TIME",
            "a      flink     running  1,000  5        2     1     30   7.5 s   2026-01-01T00:00:00Z",
            "a      kstreams  running  1,000  5        2     1     30   7.5 s   2026-01-01T00:00:00Z",
            "  not ready: b is gone");
  }

  @Test
  void shouldShowTheRoutesOfOneEngine() throws Exception {
    router("kstreams", null);
    router("flink", null);

    assertThat(status("--engine", "flink")).isZero();

    assertThat(out.toString()).contains(" flink ").doesNotContain("kstreams");
  }

  private void router(String engine, String reason) throws IOException {
    Map<String, String> answers =
        Map.of(
            "/health",
            """
            {"details":{"routes":{"details":{".summary":{"routes":1},"a":{"state":"running",
            "read":1000,"results":5,"late":2,"deadLetters":1,"time":"2026-01-01T00:00:00Z"}}}}}
            """,
            "/health/readiness",
            "{\"details\":{\"routes\":{\"a\":{%s}}}}"
                .formatted(reason == null ? "" : "\"reason\":" + reason),
            "/prometheus",
            """
            # TYPE twinroute_lag_seconds gauge
            twinroute_lag_seconds{partition="0",route="a"} 7.5
            twinroute_lag_seconds{partition="1",route="a"} 1.0
            twinroute_lag_seconds{partition="0",route="aa"} 99.0
            twinroute_lag_records{partition="0",route="a"} 10.0
            twinroute_lag_records{partition="1",route="a"} 20.0
            """);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answers.get(exchange.getRequestURI().getPath()).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    open.add(() -> server.stop(0));
    URI url = URI.create("http://localhost:" + server.getAddress().getPort());
    open.add(RunningRouter.leave(engine, config, url.toURL(), "token"));
  }

  private int status(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
    arguments.addAll(List.of(more));
    CommandLine command = CommandLines.create(new StatusCommand());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }
}
