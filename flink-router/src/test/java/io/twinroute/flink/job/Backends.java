package io.twinroute.flink.job;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Where a join's records are: with either of Flink's state backends, or not yet in its state. */
public enum Backends {
  RECENT {
    @Override
    public StateBackend create() {
      return new HashMapStateBackend();
    }

    @Override
    public long memory() {
      return 1 << 20;
    }
  },
  HEAP {
    @Override
    public StateBackend create() {
      return new HashMapStateBackend();
    }
  },
  ROCKSDB {
    /** Not incremental: the harness does not do the coordinator's part of that. */
    @Override
    public StateBackend create() {
      Configuration settings = new Configuration();
      settings.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
      return new EmbeddedRocksDBStateBackend(false)
          .configure(settings, Backends.class.getClassLoader());
    }
  };

  public abstract StateBackend create();

  /** How many bytes a join's recent records may take, where that is not drawn at random. */
  public long memory() {
    return 0;
  }
}
