package io.twinroute.runtime.pin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class KeyPartitioningTest {

  @Test
  void shouldPlaceKeysAsKafkasProducerDoes() {
    long seed = Long.getLong("twinroute.seed", System.nanoTime());
    System.out.println("KeyPartitioningTest seed: -Dtwinroute.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      byte[] key = new byte[random.nextInt(20)];
      random.nextBytes(key);
      int partitions = 1 + random.nextInt(100);

      assertThat(KeyPartitioning.partition(key, partitions))
          .as("seed %d", seed)
          .isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
    }
  }

  /** Kafka's own test vectors of murmur2: a producer of another language places keys by them. */
  @Test
  void shouldKeepTheHashThatTopicsWereWrittenWith() {
    assertThat(KeyPartitioning.partition("21".getBytes(UTF_8), 1_000))
        .isEqualTo((-973_932_308 & 0x7fffffff) % 1_000);
    assertThat(KeyPartitioning.partition("foobar".getBytes(UTF_8), 1_000))
        .isEqualTo((-790_332_482 & 0x7fffffff) % 1_000);
    assertThat(KeyPartitioning.partition(new byte[0], 1_000)).isEqualTo(275_646_681 % 1_000);
  }
}
