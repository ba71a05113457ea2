package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.state.StoreSection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Stores in memory that hold at their start what those of an earlier run held at its end. */
record Restored(Map<String, Map<Bytes, byte[]>> contents) {

  /** The contents of all stores without one section. */
  static Map<String, Map<Bytes, byte[]>> without(
      StoreSection forgotten, Map<String, Map<Bytes, byte[]>> stores) {
    Map<String, Map<Bytes, byte[]>> rest = new HashMap<>();
    stores.forEach(
        (name, entries) -> {
          Map<Bytes, byte[]> kept = new LinkedHashMap<>(entries);
          kept.keySet().removeIf(forgotten::contains);
          rest.put(name, kept);
        });
    return rest;
  }

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
