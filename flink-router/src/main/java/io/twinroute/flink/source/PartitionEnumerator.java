package io.twinroute.flink.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Assigns a route's pinned partitions, each once. It asks no cluster, because the pins have them
 * all. Its state is the unassigned partitions; after a restore the readers redistribute theirs.
 * When all readers are idle, it requests fewer checkpoints.
 */
final class PartitionEnumerator implements SplitEnumerator<PartitionSplit, List<PartitionSplit>> {

  private final SplitEnumeratorContext<PartitionSplit> context;
  private final List<PartitionSplit> unassigned;
  private final ToIntFunction<PartitionSplit> place;
  private final Set<Integer> resting = new HashSet<>();
  private boolean allRest;

  /**
   * @param place the index of a split among all of the route's: neighbours go to different readers
   */
  PartitionEnumerator(
      SplitEnumeratorContext<PartitionSplit> context,
      List<PartitionSplit> unassigned,
      ToIntFunction<PartitionSplit> place) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
    this.place = place;
  }

  /** The previous enumerator's report about its readers remains valid until it is corrected. */
  @Override
  public void start() {
    context.setIsProcessingBacklog(false);
  }

  @Override
  public void addReader(int reader) {
    reported(reader, Activity.READS);
    assign();
  }

  @Override
  public void handleSourceEvent(int reader, SourceEvent event) {
    reported(reader, (Activity) event);
  }

  /**
   * Flink lets a source request fewer checkpoints while it processes a backlog. This one requests
   * them while there is nothing to process, because there is no other request for that.
   */
  private void reported(int reader, Activity activity) {
    if (activity == Activity.RESTS) {
      resting.add(reader);
    } else {
      resting.remove(reader);
    }
    boolean all = resting.size() == context.currentParallelism();
    if (all != allRest) {
      allRest = all;
      context.setIsProcessingBacklog(all);
    }
  }

  @Override
  public void addSplitsBack(List<PartitionSplit> splits, int reader) {
    unassigned.addAll(splits);
    assign();
  }

  /** Assigns to the registered readers. */
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
