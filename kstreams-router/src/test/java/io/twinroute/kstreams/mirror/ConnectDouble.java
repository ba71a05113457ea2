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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A Connect worker that takes every connector and runs it well, unless scripted otherwise. */
public final class ConnectDouble implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();

  /** Connectors that it does not take. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** How often it was asked which connectors there are. */
  private final AtomicInteger listings = new AtomicInteger();

  /** What the next such question waits for. */
  private final AtomicReference<CountDownLatch> mayList =
      new AtomicReference<>(new CountDownLatch(0));

  /** By connector. */
  private final Map<String, String> states = new ConcurrentHashMap<>();

  public ConnectDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** All connectors that it has taken. */
  Set<String> connectors() {
    return Set.copyOf(states.keySet());
  }

  /** It does not take this connector. */
  void refuse(String connector) {
    refused.add(connector);
  }

  int listings() {
    return listings.get();
  }

  /** The next question which connectors there are is answered then; others are at once. */
  public void delayListing(CountDownLatch until) {
    mayList.set(until);
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
    boolean refuses = config && !get && refused.contains(path[2]);
    if (config && !get && !refuses) {
      states.put(path[2], "RUNNING");
    }
    String query = exchange.getRequestURI().getQuery();
    if ("expand=info".equals(query)) {
      listings.incrementAndGet();
      await(mayList.getAndSet(new CountDownLatch(0)));
    }
    byte[] body = answer(query).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(config && get ? 404 : refuses ? 400 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    executor.shutdownNow();
  }
}
