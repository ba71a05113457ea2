package io.twinroute.semantics.record;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Which topic's partition each partition of an input is. An input numbers the partitions of all its
 * topics from 0: those of the first topic in their order, then those of the next. Records carry
 * these numbers; coordinates name the topic and the partition's number in it.
 */
public final class SourcePartitions implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * A topic of an input.
   *
   * @param address cluster alias and topic, as {@code east/orders}: what coordinates begin with
   * @param partitions how many it has
   */
  public record Topic(String address, int partitions) implements Serializable {}

  private final String[] addresses;

  /** Of each topic the number of its partition 0. */
  private final int[] firsts;

  private SourcePartitions(String[] addresses, int[] firsts) {
    this.addresses = addresses;
    this.firsts = firsts;
  }

  /**
   * The partitions of an input.
   *
   * @param topics in the input's order; at least one
   */
  public static SourcePartitions of(List<Topic> topics) {
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("an input without a topic");
    }
    String[] addresses = new String[topics.size()];
    int[] firsts = new int[topics.size()];
    int next = 0;
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = topics.get(i).address();
      firsts[i] = next;
      next += topics.get(i).partitions();
    }
    return new SourcePartitions(addresses, firsts);
  }

  /** The partitions of an input that has one topic, whose own numbers they keep. */
  public static SourcePartitions ofOne(String address) {
    return new SourcePartitions(new String[] {address}, new int[] {0});
  }

  /** The addresses of the topics, in the input's order. */
  public List<String> addresses() {
    return List.of(addresses);
  }

  /** The place of a partition's topic among the input's topics. */
  public int topic(int partition) {
    int topic = firsts.length - 1;
    while (firsts[topic] > partition) {
      topic--;
    }
    return topic;
  }

  /** The address of a partition's topic. */
  public String address(int partition) {
    return addresses[topic(partition)];
  }

  /** The number that a partition has in its own topic. */
  public int inTopic(int partition) {
    return partition - firsts[topic(partition)];
  }

  /** The coordinates of a record, as {@code east/orders/3@1234}. */
  public String coordinates(int partition, long offset) {
    return name(partition) + "@" + offset;
  }

  /** A partition with its topic, as {@code east/orders/3}. */
  public String name(int partition) {
    return address(partition) + "/" + inTopic(partition);
  }

  @Override
  public String toString() {
    return Arrays.toString(addresses) + " from " + Arrays.toString(firsts);
  }
}
