package io.twinroute.kstreams.internals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Tells a task's processors that a commit is about to come. What they have gathered since the last
 * one goes into their stores then, once for many records. It holds nothing itself.
 *
 * <p>Streams' API has no such call. This is the one by which its own caches write what they hold,
 * to what has the type of such a store: within the transaction, whether a commit comes by the
 * clock, by a rebalance, or by a clean end. A task that fails may be told as well; what it writes
 * then is undone with its transaction.
 */
public final class BeforeCommit implements StateStore, CachedStateStore<Object, Object> {

  private final String name;

  /** By what they are about: a processor that is initialized again replaces its own. */
  private final Map<String, Runnable> actions = new LinkedHashMap<>();

  private final Map<String, Runnable> lastActions = new LinkedHashMap<>();

  private boolean open;

  private BeforeCommit(String name) {
    this.name = name;
  }

  /** As a store of a topology, without a changelog. */
  public static StoreBuilder<BeforeCommit> builder(String name) {
    return new Builder(name);
  }

  /**
   * @param action may write to stores without a cache, and do nothing else: not forward, and
   *     nothing that outlives a transaction which is undone
   */
  public void call(String about, Runnable action) {
    actions.put(about, action);
  }

  /**
   * The same for what depends on whether anything else is written.
   *
   * @param action is run after those of {@link #call}
   */
  public void callLast(String about, Runnable action) {
    lastActions.put(about, action);
  }

  @Override
  public void flushCache() {
    actions.values().forEach(Runnable::run);
    lastActions.values().forEach(Runnable::run);
  }

  @Override
  public void clearCache() {
    // Streams asks for it when an active task becomes a standby, or the other way round.
    actions.clear();
    lastActions.clear();
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    actions.clear();
    lastActions.clear();
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  private record Builder(String name) implements StoreBuilder<BeforeCommit> {

    @Override
    public BeforeCommit build() {
      return new BeforeCommit(name);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }

    @Override
    public StoreBuilder<BeforeCommit> withLoggingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<BeforeCommit> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("there is nothing to log");
    }

    @Override
    public StoreBuilder<BeforeCommit> withCachingEnabled() {
      throw new UnsupportedOperationException("there is nothing to cache");
    }

    @Override
    public StoreBuilder<BeforeCommit> withCachingDisabled() {
      return this;
    }
  }
}
