package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.parity.ParityException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both routers run side by side, each on a port of its own, and say over HTTP how they are. */
class HealthIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern URL = Pattern.compile("router: (http://\\S+/health)");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void shouldTellEachRoutesStateAndReason() {
    String route = ThreeClusters.unique("health");
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 2)) {
      Instant start = Instant.now().minus(Duration.ofMinutes(10));
      new NastyRecords(1, start).write(orders, 500, 100, null);
      new NastyRecords(2, start).write(payments, 500, 100, null);
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 1).write(folder);

      try (Command flink = Command.live(Engine.FLINK, config);
          Command streams = Command.live(Engine.KSTREAMS, config)) {
        Awaitility.await()
            .atMost(PATIENCE)
            .ignoreException(ParityException.class) // the topics may not be there yet
            .untilAsserted(
                () -> {
                  for (Engine engine : Engine.values()) {
                    assertThat(Outputs.mustEqualReference(config, route, engine)).isPositive();
                  }
                });

        assertThat(url(flink)).isNotEqualTo(url(streams));
        for (Command router : new Command[] {flink, streams}) {
          assertThat(get(url(router)))
              .contains("\"status\":\"UP\"")
              .contains("\"" + route + "\":{\"state\":\"running\",\"reason\":\"")
              .contains("\"results\":");
        }
        streams.stop();
        flink.stop();
      }
    }
  }

  private static String url(Command router) {
    Matcher matcher = URL.matcher(router.outSoFar());
    assertThat(matcher.find()).as(router.outSoFar()).isTrue();
    return matcher.group(1);
  }

  private String get(String url) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(url + " does not answer", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
