package io.twinroute.kstreams.mirror;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A Connect worker that takes every connector and runs it well, until it is told otherwise. */
final class ConnectDouble implements AutoCloseable {

  private final HttpServer server;

  /** By connector. */
  private final Map<String, String> states = new ConcurrentHashMap<>();

  ConnectDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** All connectors that it has taken. */
  Set<String> connectors() {
    return Set.copyOf(states.keySet());
  }

  /** All connectors are in this state from now on. */
  void become(String state) {
    states.replaceAll((connector, before) -> state);
  }

  /** One connector is in this state from now on. */
  void become(String state, String connector) {
    states.put(connector, state);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    boolean config = path.length == 4 && path[3].equals("config");
    boolean get = exchange.getRequestMethod().equals("GET");
    if (config && !get) {
      states.put(path[2], "RUNNING");
    }
    byte[] body = answer(exchange.getRequestURI().getQuery()).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(config && get ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String answer(String query) {
    return "expand=status".equals(query)
        ? states.entrySet().stream()
            .map(
                entry ->
                    "\"%s\":{\"status\":{\"connector\":{\"state\":\"%s\",\"trace\":\"boom\"}}}"
                        .formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(",", "{", "}"))
        : "{}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
