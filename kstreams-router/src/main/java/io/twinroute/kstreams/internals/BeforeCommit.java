package io.twinroute.kstreams.internals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Notifies a task's processors that a commit is about to come. They then write what they have
 * gathered since the last one into their stores, once for many records. It holds nothing itself.
 *
 * <p>Streams' API has no such call. This class has the type of a caching store, so Streams calls it
 * where it flushes its own caches: within the transaction, whether the clock, a rebalance or a
 * clean end causes the commit. A task that fails may be notified as well; its writes are aborted
 * with its transaction.
 */
public final class BeforeCommit implements StateStore, CachedStateStore<Object, Object> {

  private final String name;

  /** By subject: a processor that is initialized again replaces its own action. */
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
   * @param action may only write to stores without a cache: it must not forward records, or do
   *     anything that outlives an aborted transaction
   */
  public void call(String about, Runnable action) {
    actions.put(about, action);
  }

  /**
   * The same for an action that depends on whether anything else is written.
   *
   * @param action runs after those of {@link #call}
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
