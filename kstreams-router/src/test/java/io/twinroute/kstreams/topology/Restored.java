package io.twinroute.kstreams.topology;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Stores in memory that hold at their start what those of an earlier run held at its end. */
record Restored(Map<String, Map<Bytes, byte[]>> contents) {

  KeyValueBytesStoreSupplier supplier(String name) {
    KeyValueBytesStoreSupplier empty = Stores.inMemoryKeyValueStore(name);
    return new KeyValueBytesStoreSupplier() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public KeyValueStore<Bytes, byte[]> get() {
        KeyValueStore<Bytes, byte[]> store = empty.get();
        contents.getOrDefault(name, Map.of()).forEach(store::put);
        return store;
      }

      @Override
      public String metricsScope() {
        return empty.metricsScope();
      }
    };
  }
}
