package io.twinroute.mirror.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Connect worker that answers as scripted, and remembers its requests. */
final class ConnectStub implements AutoCloseable {

  record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Map<String, ConcurrentLinkedDeque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch mayAnswer = new CountDownLatch(0);
  private volatile CountDownLatch changesToCome = new CountDownLatch(0);

  ConnectStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  /** From now on no change is answered before so many have been asked for. */
  void answerTogether(int changes) {
    changesToCome = new CountDownLatch(changes);
  }

  /** The answers to a request such as {@code GET /connectors}, in turn; the last one stays. */
  ConnectStub on(String request, Answer... inTurn) {
    answers.put(request, new ConcurrentLinkedDeque<>(List.of(inTurn)));
    return this;
  }

  static Answer answer(int status, String body) {
    return new Answer(status, body);
  }

  /** From now on it accepts connections and answers nobody. */
  void fallSilent() {
    mayAnswer = new CountDownLatch(1);
  }

  /** Ends what {@link #fallSilent} began. */
  void answerAgain() {
    mayAnswer.countDown();
  }

  /** All requests but GETs. */
  List<String> changes() {
    return requests.stream().filter(request -> !request.startsWith("GET")).toList();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    await(mayAnswer);
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    requests.add(request);
    if (!request.startsWith("GET")) {
      changesToCome.countDown();
      await(changesToCome);
    }
    ConcurrentLinkedDeque<Answer> queue = answers.get(request);
    Answer answer =
        queue == null
            ? answer(404, "{\"error_code\":404,\"message\":\"not found\"}")
            : queue.size() > 1 ? queue.pop() : queue.peek();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
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

  @Override
  public void close() {
    answerAgain();
    server.stop(0);
    executor.shutdownNow();
  }
}
