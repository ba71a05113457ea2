package io.twinroute.runtime;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds things out once, whoever asks for them: the others wait for the first. A failure is
 * remembered as well. Thread-safe.
 */
public final class Once<K, V> {

  private final Map<K, CompletableFuture<V>> known = new ConcurrentHashMap<>();

  /**
   * What is known of a key.
   *
   * @param find is called by the first one who asks
   * @throws RuntimeException that of {@code find}, for all who ask
   */
  public V get(K key, Function<? super K, ? extends V> find) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> before = known.putIfAbsent(key, mine);
    if (before == null) {
      complete(mine, key, find);
      before = mine;
    }
    try {
      return before.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static <K, V> void complete(
      CompletableFuture<V> mine, K key, Function<? super K, ? extends V> find) {
    try {
      mine.complete(find.apply(key));
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    } finally {
      mine.cancel(false); // after an error; those who wait must not wait for ever
    }
  }
}
