package io.twinroute.runtime.watch.shared;

/** Is given the answers that it has subscribed to, on any thread, and must not wait there. */
public interface OffsetsListener {

  /** The cluster has answered for all partitions of the subscription. */
  void answered(PartitionOffsets offsets);

  /** The cluster has not answered for all of them, or refused. */
  void unanswered(Throwable why);
}
