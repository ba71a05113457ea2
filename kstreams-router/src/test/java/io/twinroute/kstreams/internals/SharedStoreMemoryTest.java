package io.twinroute.kstreams.internals;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.MemoryUsageType;
import org.rocksdb.MemoryUtil;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class SharedStoreMemoryTest {

  private static final int LIMIT_MIB = 16;

  /** Four buffers of 16 MiB, which is what RocksDB alone would keep: nothing is flushed before. */
  private static final int WRITTEN_MIB_EACH = 12;

  private static final int STORES = 4;

  private static final byte[] KEY = "key".getBytes(US_ASCII);

  static {
    RocksDB.loadLibrary();
  }

  @TempDir Path folder;

  @Test
  void shouldKeepTheBuffersOfAllStoresTogetherSmall() throws RocksDBException {
    afterWriting(
        false,
        stores ->
            assertThat(buffers(stores))
                .as("without the limit")
                .isGreaterThan((long) STORES * WRITTEN_MIB_EACH << 20));
    // What was written while RocksDB was still busy writing out is left to the next write.
    afterWriting(
        true,
        stores ->
            Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                    () -> {
                      for (RocksDB store : stores) {
                        store.put(KEY, KEY);
                      }
                      assertThat(buffers(stores)).as("with it").isLessThan((long) LIMIT_MIB << 20);
                    }));
  }

  private void afterWriting(boolean limited, Consumer<List<RocksDB>> check)
      throws RocksDBException {
    List<Options> options = new ArrayList<>();
    List<RocksDB> stores = new ArrayList<>();
    try {
      for (int i = 0; i < STORES; i++) {
        Options ofStore = options();
        if (limited) {
          new SharedStoreMemory()
              .setConfig("store", ofStore, Map.of(SharedStoreMemory.MIB_CONFIG, LIMIT_MIB));
        }
        options.add(ofStore);
        stores.add(RocksDB.open(ofStore, folder.resolve(limited + "-" + i).toString()));
      }
      for (RocksDB store : stores) {
        write(store);
      }
      check.accept(stores);
    } finally {
      stores.forEach(RocksDB::close);
      options.forEach(Options::close);
    }
  }

  private static long buffers(List<RocksDB> stores) {
    return MemoryUtil.getApproximateMemoryUsageByType(stores, null)
        .get(MemoryUsageType.kMemTableTotal);
  }

  /** As Streams opens its stores, as far as it matters here. */
  private static Options options() {
    return new Options()
        .setCreateIfMissing(true)
        .setWriteBufferSize(16L << 20)
        .setMaxWriteBufferNumber(3)
        .setTableFormatConfig(new BlockBasedTableConfig());
  }

  private static void write(RocksDB store) throws RocksDBException {
    Random random = new Random(1);
    byte[] value = new byte[1 << 10];
    for (int i = 0; i < WRITTEN_MIB_EACH << 10; i++) {
      random.nextBytes(value);
      store.put(Integer.toString(i).getBytes(US_ASCII), value);
    }
  }
}
