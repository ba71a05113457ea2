package io.twinroute.kstreams.mirror;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A Connect worker that takes every connector and runs it well, until it is told otherwise. */
final class ConnectDouble implements AutoCloseable {

  private final HttpServer server;
  private volatile String state = "RUNNING";

  ConnectDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** All connectors are in this state from now on. */
  void become(String state) {
    this.state = state;
  }

  private void handle(HttpExchange exchange) throws IOException {
    boolean unknown = exchange.getRequestURI().getPath().endsWith("/config");
    int status = exchange.getRequestMethod().equals("GET") && unknown ? 404 : 200;
    byte[] body =
        "{\"connector\":{\"state\":\"%s\",\"trace\":\"boom\"}}"
            .formatted(state)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
