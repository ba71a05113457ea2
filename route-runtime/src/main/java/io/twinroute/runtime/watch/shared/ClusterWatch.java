package io.twinroute.runtime.watch.shared;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.Clusters;

/**
 * What the watches of one cluster share: two threads, an admin client and a consumer, which are
 * created on demand. Every user closes it; the last one ends the threads. Thread-safe.
 */
public final class ClusterWatch implements AutoCloseable {

  private final ClusterWatches owner;
  private final Cluster cluster;
  private final OffsetsWatch offsets;
  private final ClusterReader reader;
  private final LastRecords lastRecords;
  private final NewestOffsets newestOffsets;

  /** Guarded by the owner. */
  private int users;

  ClusterWatch(ClusterWatches owner, Clusters clusters, Cluster cluster) {
    this.owner = owner;
    this.cluster = cluster;
    this.offsets = new OffsetsWatch(clusters, cluster);
    this.reader = new ClusterReader(clusters, cluster);
    this.lastRecords = new LastRecords(cluster, reader);
    this.newestOffsets = new NewestOffsets(cluster, reader);
    offsets.start();
  }

  Cluster cluster() {
    return cluster;
  }

  void use() {
    users++;
  }

  /** Whether nobody uses it any more. */
  boolean leave() {
    users--;
    return users == 0;
  }

  void end() {
    offsets.close();
    reader.close();
  }

  /** Where the cluster's partitions begin and end. */
  public OffsetsWatch offsets() {
    return offsets;
  }

  /** The last records of the cluster's partitions. */
  public LastRecords lastRecords() {
    return lastRecords;
  }

  /** How far copies have come that are on the cluster. */
  public NewestOffsets newestOffsets() {
    return newestOffsets;
  }

  /** Returns at once. To be called once by each user. */
  @Override
  public void close() {
    owner.leave(this);
  }
}
