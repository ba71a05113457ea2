package io.twinroute.bench.measure;

import io.twinroute.config.plan.Cluster;
import io.twinroute.parity.TopicReader;
import java.util.Arrays;

/** A hash of results, independent of their order and partitions. */
public final class ResultHash {

  private long sum;
  private long records;

  private ResultHash() {}

  /** Of all keys, values and timestamps of a topic. */
  public static ResultHash of(Cluster cluster, String topic) {
    ResultHash hash = new ResultHash();
    TopicReader.open(cluster, topic)
        .forEach(
            record -> {
              hash.records++;
              hash.sum +=
                  31L * Arrays.hashCode(record.key()) * 0x9E3779B97F4A7C15L
                      + mix(Arrays.hashCode(record.value()) ^ record.timestamp() * 31);
            });
    return hash;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 27);
  }

  public long sum() {
    return sum;
  }

  public long records() {
    return records;
  }
}
