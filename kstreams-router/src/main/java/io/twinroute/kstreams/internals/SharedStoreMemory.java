package io.twinroute.kstreams.internals;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one limit for write buffers for all stores of all routes in this process. By
 * default each store may take some 100 MiB outside the heap, and a route has a store for each
 * partition, so many routes would take more than a container has. A burst of writes may exceed the
 * limit: while RocksDB flushes a store's buffer, the store buffers more, and its next write has
 * that flushed, too.
 *
 * <p>Streams makes one of these for each store, from the class name in its settings.
 */
public final class SharedStoreMemory implements RocksDBConfigSetter {

  /** The setting that holds the limit of this process, in MiB. */
  public static final String MIB_CONFIG = "twinroute.store-memory-mib";

  /** The buffers' share of the limit. The rest is for blocks, indexes and filters. */
  private static final double WRITE_BUFFERS = 0.5;

  /** Indexes and filters stay longer than blocks of data, as far as this share holds them. */
  private static final double HIGH_PRIORITY = 0.2;

  private static final int SHARDS_BY_SIZE = -1;

  /**
   * A buffer grows in these steps. With the default of 1 MiB, a hundred stores would use all
   * memory.
   */
  private static final long ARENA_BLOCK = 64 << 10;

  private static @Nullable Limit limit;

  /**
   * @param buffers counted as part of the cache
   */
  private record Limit(Cache cache, WriteBufferManager buffers) {

    static Limit of(int mebibytes) {
      long bytes = (long) mebibytes << 20;
      Cache cache = new LRUCache(bytes, SHARDS_BY_SIZE, false, HIGH_PRIORITY);
      return new Limit(cache, new WriteBufferManager((long) (bytes * WRITE_BUFFERS), cache));
    }
  }

  /** All routes of a process have the same route file, so the first store's limit is everyone's. */
  private static synchronized Limit limit(Map<String, Object> configs) {
    if (limit == null) {
      limit = Limit.of(Integer.parseInt(String.valueOf(configs.get(MIB_CONFIG))));
    }
    return limit;
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    Limit shared = limit(configs);
    BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
    tables.setBlockCache(shared.cache());
    tables.setCacheIndexAndFilterBlocks(true);
    tables.setCacheIndexAndFilterBlocksWithHighPriority(true);
    tables.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(tables);
    options.setWriteBufferManager(shared.buffers());
    options.setArenaBlockSize(ARENA_BLOCK);
  }

  /** The cache and the buffers live as long as the process. */
  @Override
  public void close(String store, Options options) {}
}
