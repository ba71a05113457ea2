package io.twinroute.flink.job;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Both state backends. */
enum Backends {
  HEAP {
    @Override
    StateBackend create() {
      return new HashMapStateBackend();
    }
  },
  ROCKSDB {
    /** Not incremental: the harness does not do the coordinator's part of that. */
    @Override
    StateBackend create() {
      Configuration settings = new Configuration();
      settings.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
      return new EmbeddedRocksDBStateBackend(false)
          .configure(settings, Backends.class.getClassLoader());
    }
  };

  abstract StateBackend create();
}
