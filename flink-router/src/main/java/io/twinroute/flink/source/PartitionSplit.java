package io.twinroute.flink.source;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A source partition, and how far it has been read.
 *
 * @param input the place of its input among the route's inputs
 * @param partition as the input numbers it
 * @param next the offset to read next
 */
record PartitionSplit(int input, int partition, long next) implements SourceSplit {

  @Override
  public String splitId() {
    return input + "-" + partition;
  }
}
