package io.twinroute.mirror.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.Secrets;
import io.twinroute.mirror.SilentWorkerException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests to a Connect worker: JSON both ways, repeated while it rebalances, errors in words. */
final class ConnectHttp {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  // Connect itself gives up on a request after 90 s and says why, which is worth waiting for.
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(100);
  // The limit for answers that a worker has at hand.
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration REBALANCE_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration REBALANCE_CHECK = Duration.ofMillis(250);
  private static final int NOT_FOUND = 404;
  private static final int REBALANCING = 409;

  private final URI url;
  private final @Nullable String authorization;
  private final Duration soon;
  private final Duration rebalanceTimeout;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

  ConnectHttp(URI url) {
    this(url, null, SOON, REBALANCE_TIMEOUT);
  }

  /**
   * @param authorization the value of the header of that name
   */
  ConnectHttp(URI url, String authorization) {
    this(url, authorization, SOON, REBALANCE_TIMEOUT);
  }

  /**
   * @param soon how long the worker may take for an answer that it has at hand
   */
  ConnectHttp(URI url, Duration soon, Duration rebalanceTimeout) {
    this(url, null, soon, rebalanceTimeout);
  }

  private ConnectHttp(
      URI url, @Nullable String authorization, Duration soon, Duration rebalanceTimeout) {
    this.authorization = authorization;
    String text = url.toString();
    this.url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    this.soon = soon;
    this.rebalanceTimeout = rebalanceTimeout;
  }

  URI url() {
    return url;
  }

  /** The answer to a GET. */
  JsonNode get(String path, String connector) {
    return require(find(path, connector), path, connector);
  }

  /** The same where the worker need not ask others, and so has no reason to be slow. */
  JsonNode getSoon(String path, String connector) {
    return require(find(path, connector, soon), path, connector);
  }

  private JsonNode require(Optional<JsonNode> answer, String path, String connector) {
    return answer.orElseThrow(
        () -> error(connector, "it has no " + path + "; is it a Connect worker?"));
  }

  /** The answer to a GET; empty if there is no such thing. */
  Optional<JsonNode> find(String path, String connector) {
    return find(path, connector, REQUEST_TIMEOUT);
  }

  private Optional<JsonNode> find(String path, String connector, Duration timeout) {
    HttpResponse<String> answer =
        exchange("GET", path, BodyPublishers.noBody(), timeout, connector);
    if (answer.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    requireSuccess(answer, connector, Map.of());
    return Optional.of(parse(answer.body(), connector));
  }

  /** The answer to a PUT of the connector's settings. */
  JsonNode put(String path, MirrorConnector connector) {
    String body;
    try {
      body = json.writeValueAsString(connector.config());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
    HttpResponse<String> answer =
        exchange("PUT", path, BodyPublishers.ofString(body), REQUEST_TIMEOUT, connector.name());
    requireSuccess(answer, connector.name(), connector.config());
    return parse(answer.body(), connector.name());
  }

  void send(String method, String path, String connector) {
    requireSuccess(
        exchange(method, path, BodyPublishers.noBody(), REQUEST_TIMEOUT, connector),
        connector,
        Map.of());
  }

  void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpResponse<String> exchange(
      String method, String path, BodyPublisher body, Duration timeout, String connector) {
    HttpRequest request = request(method, path, body);
    long deadline = System.nanoTime() + rebalanceTimeout.toNanos();
    try {
      while (true) {
        HttpResponse<String> answer = send(request, timeout);
        if (answer.statusCode() != REBALANCING || System.nanoTime() - deadline > 0) {
          return answer;
        }
        pause(REBALANCE_CHECK);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw unanswered(connector, e);
    }
  }

  private HttpRequest request(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .method(method, body);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  private MirrorException unanswered(String connector, IOException e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String message =
        place(connector)
            + "the worker does not answer ("
            + reason
            + "); is it running, and is twinroute.kstreams.connect right?";
    return e instanceof HttpTimeoutException
        ? new SilentWorkerException(message, e)
        : new MirrorException(message, e);
  }

  /**
   * The client's own limit is over with an answer's headers: a worker that falls silent after them
   * would be waited for for ever.
   */
  private HttpResponse<String> send(HttpRequest request, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("waited " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      answer.cancel(true); // closes the connection of an answer that is not complete
    }
  }

  private void requireSuccess(
      HttpResponse<String> answer, String connector, Map<String, String> config) {
    if (answer.statusCode() / 100 == 2) {
      return;
    }
    String message;
    try {
      message = json.readTree(answer.body()).path("message").asText("");
    } catch (JsonProcessingException e) {
      message = "";
    }
    String reason = Secrets.redact(message.strip(), config);
    throw error(
        connector,
        "the worker answers " + answer.statusCode() + (reason.isEmpty() ? "" : ": " + reason));
  }

  private JsonNode parse(String body, String connector) {
    try {
      JsonNode answer = json.readTree(body);
      return answer == null ? MissingNode.getInstance() : answer;
    } catch (JsonProcessingException e) {
      // Without the cause: its message quotes the answer, which may hold a connector's settings.
      throw error(connector, "its answer is not JSON; is it a Connect worker?");
    }
  }

  private MirrorException error(String connector, String reason) {
    return new MirrorException(place(connector) + reason);
  }

  private String place(String connector) {
    return "Connect at " + url + (connector.isEmpty() ? "" : ", connector " + connector) + ": ";
  }

  private static MirrorException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new MirrorException("interrupted while talking to Connect", e);
  }
}
