package io.twinroute.mirror.copies;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.mirror.transform.SourceCoordinates;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.TopicSamples;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.pin.RoutePins;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Checks, before anything is written, that a remote topic belongs to a mirror of the current
 * source. Its name contains only a cluster's alias. So it may be another mirror's, without
 * coordinates; or it may hold copies of an older source, which was deleted and created again, or
 * whose alias now names another cluster.
 */
public final class CopyOrigin {

  /** What was seen of a remote topic that nothing is wrong with. */
  public enum Seen {
    /** It is not there. */
    NOTHING,
    /** It holds copies, or has never held anything; so it is for whoever reads it. */
    COPIES,
    /** What it held is gone, and this route has read it before. */
    READ
  }

  private final Clusters clusters;
  private final RoutePlan route;
  private final Cluster target;
  private final SourceTopic original;
  private final String topic;
  private final TopicSamples copies;
  private final TopicSamples source;

  private CopyOrigin(
      Clusters clusters,
      RoutePlan route,
      SourceTopic original,
      Consumer<byte[], byte[]> ofTarget,
      Consumer<byte[], byte[]> ofSource) {
    this.clusters = clusters;
    this.route = route;
    this.target = route.output().cluster();
    this.original = original;
    this.topic = MirrorNames.remoteTopic(original);
    this.copies = new TopicSamples(target, topic, ofTarget);
    this.source = new TopicSamples(original.cluster(), original.topic(), ofSource);
  }

  /**
   * Checks the remote topic of a source: the oldest and the newest records of each partition.
   *
   * @param earlier what the route's first start has pinned; empty if it was never started
   * @return what was seen of it
   * @throws RouteFailedException if it is not the mirror's alone, or a cluster gives no answer
   */
  public static Seen check(
      Clusters clusters, RoutePlan route, SourceTopic source, Optional<RoutePins> earlier) {
    try (Consumer<byte[], byte[]> ofTarget = clusters.consumer(route.output().cluster());
        Consumer<byte[], byte[]> ofSource = clusters.consumer(source.cluster())) {
      return new CopyOrigin(clusters, route, source, ofTarget, ofSource).check(earlier);
    }
  }

  private Seen check(Optional<RoutePins> earlier) {
    if (copies.partitions() == 0) {
      return Seen.NOTHING;
    }
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> newest = copies.newest();
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> oldest = copies.oldest();
    Stream.of(newest, oldest)
        .flatMap(samples -> samples.values().stream())
        .flatMap(List::stream)
        .forEach(this::mustHaveCoordinates);
    mustHaveThePartitions(newest.isEmpty());
    if (newest.isEmpty() && copies.isTrimmed()) {
      mustHaveBeenRead(earlier);
      return Seen.READ;
    }
    mustBeOfTheSource(newest.values().stream().map(CopyOrigin::last));
    mustBeOfTheSource(oldest.values().stream().map(records -> records.get(0)));
    return Seen.COPIES;
  }

  private static ConsumerRecord<byte[], byte[]> last(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.get(records.size() - 1);
  }

  private void mustHaveCoordinates(ConsumerRecord<byte[], byte[]> copy) {
    if (SourceCoordinates.find(copy.headers()) == null) {
      throw misconfigured(
          ("is not this mirror's alone: the record at %s-%d@%d has no valid '%s' header. Give the"
                  + " cluster '%s' another alias, so that all is copied to a topic of its own; or"
                  + " let nobody but Twinroute's mirrors write there, and delete the topic.")
              .formatted(
                  topic,
                  copy.partition(),
                  copy.offset(),
                  SourceCoordinates.HEADER,
                  original.cluster().alias()));
    }
  }

  /** A mirror adds partitions that its source has got, but not to what it has never written. */
  private void mustHaveThePartitions(boolean empty) {
    int there = copies.partitions();
    int wanted = source.partitions();
    if (there > wanted || (empty && there < wanted)) {
      throw misconfigured(
          ("has %d partition(s) and its source %s has %d, and a copy is in the partition of its"
                  + " original. Delete the topic if nobody needs it, so that the router creates it,"
                  + " or give the cluster '%s' another alias.")
              .formatted(there, original.address(), wanted, original.cluster().alias()));
    }
  }

  private void mustHaveBeenRead(Optional<RoutePins> earlier) {
    if (earlier.filter(this::hasRead).isEmpty()) {
      throw misconfigured(
          ("held records that are gone and that this route has not read, so nobody can know whether"
                  + " they were copies of %s. Delete the topic if nobody needs it, or give the"
                  + " cluster '%s' another alias.")
              .formatted(original.address(), original.cluster().alias()));
    }
  }

  /** The route's group remembers it. */
  private boolean hasRead(RoutePins pins) {
    String group = StreamsTopics.application(target, route.name(), pins.incarnation());
    try (Admin admin = clusters.admin(target)) {
      return ClusterClients.answer(
              target,
              "report the offsets of group '" + group + "'",
              admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
          .keySet()
          .stream()
          .anyMatch(partition -> partition.topic().equals(topic));
    }
  }

  /** What the source has removed since shows nothing, and is taken for good. */
  private void mustBeOfTheSource(Stream<ConsumerRecord<byte[], byte[]>> some) {
    Map<Integer, ConsumerRecord<byte[], byte[]>> byPartition = new TreeMap<>();
    Map<Integer, Long> offsets = new HashMap<>();
    some.forEach(
        copy -> {
          byte[] coordinates = coordinates(copy);
          int partition = SourceCoordinates.partition(coordinates);
          long offset = SourceCoordinates.offset(coordinates);
          if (offset >= source.end(partition)) {
            throw ofAnother(copy);
          }
          byPartition.put(partition, copy);
          offsets.put(partition, offset);
        });
    Map<Integer, ConsumerRecord<byte[], byte[]>> originals = source.at(offsets);
    byPartition.forEach(
        (partition, copy) -> {
          ConsumerRecord<byte[], byte[]> original = originals.get(partition);
          if (original != null && !isCopy(copy, original)) {
            throw ofAnother(copy);
          }
        });
  }

  private static boolean isCopy(
      ConsumerRecord<byte[], byte[]> copy, ConsumerRecord<byte[], byte[]> original) {
    long time = SourceCoordinates.timestamp(coordinates(copy));
    // One that says no time may have lost on its way which it was.
    return (time == original.timestamp() || (time < 0 && original.timestamp() < 0))
        && Arrays.equals(original.key(), copy.key())
        && Arrays.equals(original.value(), copy.value());
  }

  private static byte[] coordinates(ConsumerRecord<byte[], byte[]> copy) {
    Header header = Objects.requireNonNull(SourceCoordinates.find(copy.headers()));
    return header.value();
  }

  private RouteFailedException ofAnother(ConsumerRecord<byte[], byte[]> copy) {
    return misconfigured(
        ("holds copies of another topic than %1$s/%2$s is now: the one at"
                + " %3$s-%4$d@%5$d is of no record that it holds, because it was created again"
                + " or '%1$s' was another cluster then. Give the cluster another alias, so that"
                + " all is copied again beside them, and the route a new name if it has been"
                + " started.")
            .formatted(
                original.cluster().alias(),
                original.topic(),
                topic,
                copy.partition(),
                copy.offset()));
  }

  private RouteFailedException misconfigured(String text) {
    return new RouteFailedException(
        new Misconfigured("Topic '%s' on cluster %s %s".formatted(topic, target, text)));
  }
}
