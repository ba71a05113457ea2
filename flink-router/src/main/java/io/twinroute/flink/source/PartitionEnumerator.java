package io.twinroute.flink.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands out a route's pinned partitions, each once. It asks no cluster, for the pins know them all.
 * What it keeps are those that no reader has; after a restore the readers share theirs.
 */
final class PartitionEnumerator implements SplitEnumerator<PartitionSplit, List<PartitionSplit>> {

  private final SplitEnumeratorContext<PartitionSplit> context;
  private final List<PartitionSplit> unassigned;
  private final ToIntFunction<PartitionSplit> place;

  /**
   * @param place a split's place among all of the route's: neighbours go to different readers
   */
  PartitionEnumerator(
      SplitEnumeratorContext<PartitionSplit> context,
      List<PartitionSplit> unassigned,
      ToIntFunction<PartitionSplit> place) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
    this.place = place;
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int reader) {
    assign();
  }

  @Override
  public void addSplitsBack(List<PartitionSplit> splits, int reader) {
    unassigned.addAll(splits);
    assign();
  }

  /** To those readers that are there. */
  private void assign() {
    Map<Integer, List<PartitionSplit>> ready = new TreeMap<>();
    Iterator<PartitionSplit> splits = unassigned.iterator();
    while (splits.hasNext()) {
      PartitionSplit split = splits.next();
      int reader = place.applyAsInt(split) % context.currentParallelism();
      if (context.registeredReaders().containsKey(reader)) {
        ready.computeIfAbsent(reader, none -> new ArrayList<>()).add(split);
        splits.remove();
      }
    }
    ready.forEach((reader, all) -> all.forEach(split -> context.assignSplit(split, reader)));
  }

  /** Readers ask for none. */
  @Override
  public void handleSplitRequest(int reader, @Nullable String host) {}

  @Override
  public List<PartitionSplit> snapshotState(long checkpoint) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {}
}
