package io.twinroute.runtime.service.reload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.runtime.supervise.RouteWarning;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where reloads are asked for on one thread and served, one after the other, on another. Only who
 * knows the token may ask over HTTP. Thread-safe.
 */
@Singleton
public class ReloadRequests {

  /** What a refused reload is called in {@code /health}. */
  public static final String WARNING = "reload-refused";

  private static final int TOKEN_BYTES = 24;

  private final String token = newToken();
  private final Queue<CompletableFuture<ReloadOutcome>> waiting = new ArrayDeque<>();
  private @Nullable String closed =
      "the router is still starting; reload again when /health shows its routes";
  private volatile @Nullable RouteWarning warning;

  private static String newToken() {
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** What a request must bring along. */
  public String token() {
    return token;
  }

  /** Whether somebody knows the token; how long that takes says nothing about it. */
  boolean isToken(String said) {
    return MessageDigest.isEqual(token.getBytes(UTF_8), said.getBytes(UTF_8));
  }

  /** Asks for a reload; what came of it follows. */
  public synchronized CompletableFuture<ReloadOutcome> request() {
    String why = closed;
    if (why != null) {
      return CompletableFuture.completedFuture(ReloadOutcome.refused(why));
    }
    CompletableFuture<ReloadOutcome> request = new CompletableFuture<>();
    waiting.add(request);
    return request;
  }

  /** From now on requests are served. */
  public synchronized void open() {
    closed = null;
  }

  /** From now on requests are refused, also those that wait. */
  public synchronized void close(String why) {
    closed = why;
    waiting.forEach(request -> request.complete(ReloadOutcome.refused(why)));
    waiting.clear();
  }

  /** The next request, which the caller completes; empty if there is none. */
  public synchronized Optional<CompletableFuture<ReloadOutcome>> next() {
    return Optional.ofNullable(waiting.poll());
  }

  /** Shows what came of the newest reload. */
  public void show(ReloadOutcome outcome) {
    warning = outcome.done() ? null : new RouteWarning(WARNING, outcome.text());
  }

  /** Why the router does not run what its file says; empty if it does. */
  public Optional<RouteWarning> warning() {
    return Optional.ofNullable(warning);
  }
}
