package io.twinroute.semantics.accept;

/** How far an input's source partitions are, as an engine keeps it with its state. */
public interface ProgressStore {

  /** A partition's progress; {@link PartitionProgress#NONE} if nothing is known of it. */
  PartitionProgress get(int partition);

  /** Keeps a partition's progress, as a part of the engine's next commit. */
  void put(int partition, PartitionProgress progress);
}
