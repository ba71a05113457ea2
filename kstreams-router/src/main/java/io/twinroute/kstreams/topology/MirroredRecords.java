package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.transform.SourceCoordinates;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Unresumable;
import io.twinroute.runtime.pin.KeyPartitioning;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.SourceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Turns the records of an input's mirrored topics back into the source records that they are copies
 * of.
 */
final class MirroredRecords {

  private final PinnedInput input;
  private final SourcePartitions sources;
  private final boolean keyDecidesPartition;

  /** By the names of the remote topics. */
  private final Map<String, PinnedTopic> topics = new HashMap<>();

  MirroredRecords(PinnedRoute route, int input) {
    this.input = route.input(input);
    this.sources = this.input.sources();
    this.input
        .topics()
        .forEach(topic -> topics.put(MirrorNames.remoteTopic(topic.source()), topic));
    this.keyDecidesPartition = route.plan().keepsState() && route.repartitionPartitions() == 0;
  }

  /** The topic whose copies a remote topic holds. */
  private PinnedTopic topic(String remoteTopic) {
    return Objects.requireNonNull(topics.get(remoteTopic), remoteTopic);
  }

  /**
   * The source record, with the number that the input gives its partition.
   *
   * @throws RouteFailedException if the copy does not say where it is from, or is from a partition
   *     that the source did not have when the route first started
   */
  SourceRecord source(Record<byte[], byte[]> copy, RecordMetadata at) {
    Header coordinates = SourceCoordinates.find(copy.headers());
    if (coordinates == null) {
      throw noCoordinates(at);
    }
    byte[] value = coordinates.value();
    PinnedTopic topic = topic(at.topic());
    int partition = SourceCoordinates.partition(value);
    long offset = SourceCoordinates.offset(value);
    if (partition >= topic.partitions()) {
      throw newPartition(topic, partition, offset);
    }
    return new SourceRecord(
        input.input().index(),
        topic.first() + partition,
        offset,
        SourceCoordinates.timestamp(value),
        copy.key(),
        copy.value(),
        without(coordinates, copy.headers().toArray()));
  }

  /**
   * Checks that a record is in the partition that its key's hash gives, without which one task
   * would not see all records of a key.
   *
   * @throws RouteFailedException if it is not
   */
  void requirePlace(AcceptedRecord record) {
    if (keyDecidesPartition && !isPlacedByKey(record)) {
      throw unresumable(
          ("The record %s is not in the partition that Kafka's hash of its key gives, so its"
                  + " partners may be in another one. Give the route another name and set its"
                  + " 'repartition: always'; the name has to change because the state is laid out"
                  + " differently.")
              .formatted(sources.coordinates(record.partition(), record.offset())));
    }
  }

  /** Whether it is where its own topic's number of partitions puts its key. */
  private boolean isPlacedByKey(AcceptedRecord record) {
    int partition = sources.inTopic(record.partition());
    int partitions = input.topics().get(sources.topic(record.partition())).partitions();
    return KeyPartitioning.partition(record.key(), partitions) == partition;
  }

  private static RouteFailedException newPartition(PinnedTopic topic, int partition, long offset) {
    return unresumable(
        ("The record %s is in a partition that the topic did not have when the route first"
                + " started; it had %d. Give the route another name to start it over with all"
                + " partitions.")
            .formatted(
                topic.source().address() + "/" + partition + "@" + offset, topic.partitions()));
  }

  private static RouteFailedException noCoordinates(RecordMetadata at) {
    return unresumable(
        ("The record at %s-%d@%d has no valid '%s' header, so its source offset and time are not"
                + " known. Let only Twinroute's own mirrors write to that topic; delete the topic"
                + " and the mirrors' offsets to copy it again.")
            .formatted(at.topic(), at.partition(), at.offset(), SourceCoordinates.HEADER));
  }

  private static RouteFailedException unresumable(String text) {
    return new RouteFailedException(new Unresumable(text));
  }

  /** A chain of mirrors leaves one such header per hop; only the last is ours. */
  private static Headers without(Header coordinates, Header[] all) {
    if (all.length == 1) {
      return Headers.EMPTY;
    }
    List<Headers.Header> headers = new ArrayList<>(all.length - 1);
    for (Header header : all) {
      if (header != coordinates) {
        headers.add(new Headers.Header(header.key(), header.value()));
      }
    }
    return Headers.of(headers);
  }
}
