package io.twinroute.kstreams;

import io.twinroute.mirror.SourceCoordinates;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.semantics.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A route's topology in a test driver. The driver has one task, so the coordinates alone say which
 * source partition a record is from.
 */
final class TopologyRun implements AutoCloseable {

  final StreamsProgress progress;
  final TopologyTestDriver driver;

  TopologyRun(PinnedRoute route, Path stateDir) {
    this.progress = new StreamsProgress(route);
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, StreamsNames.application(route));
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    this.driver = new TopologyTestDriver(StreamsRouteTopology.of(route, progress), config);
  }

  /** Pipes the mirror's copy of a source record. */
  void pipe(Side side, int partition, LogRecord record) {
    RecordHeaders headers = new RecordHeaders();
    for (LogHeader header : record.headers()) {
      headers.add(header.key(), header.value());
    }
    headers.add(
        SourceCoordinates.HEADER,
        SourceCoordinates.encode(partition, record.offset(), Math.max(-1, record.timestamp())));
    pipe(side, record, headers);
  }

  void pipe(Side side, LogRecord record, RecordHeaders headers) {
    TestInputTopic<byte[], byte[]> topic =
        driver.createInputTopic(
            side == Side.LEFT ? Routes.LEFT_TOPIC : Routes.RIGHT_TOPIC,
            new ByteArraySerializer(),
            new ByteArraySerializer());
    topic.pipeInput(
        new TestRecord<>(record.key(), record.value(), headers, Math.max(0, record.timestamp())));
  }

  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** The results since the last call. */
  List<TestRecord<byte[], byte[]>> results() {
    return driver
        .createOutputTopic(
            Routes.OUTPUT_TOPIC, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  long stored(String store) {
    return contents(store).size();
  }

  Map<Bytes, byte[]> contents(String store) {
    Map<Bytes, byte[]> contents = new LinkedHashMap<>();
    KeyValueStore<Bytes, byte[]> found = driver.getKeyValueStore(store);
    try (KeyValueIterator<Bytes, byte[]> all = found.all()) {
      all.forEachRemaining(entry -> contents.put(entry.key, entry.value));
    }
    return contents;
  }

  @Override
  public void close() {
    driver.close();
  }
}
