package io.twinroute.kstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.kstreams.internals.BeforeCommit;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.state.RecentLog;
import io.twinroute.kstreams.state.StoreKeys;
import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.mirror.transform.SourceCoordinates;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.scenario.Rendered;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.state.RecentMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Header;
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

/** A route's topology in Streams' own test driver, which has one task and commits each record. */
final class TopologyRun implements AutoCloseable {

  final StreamsProgress progress;
  private final PinnedRoute route;
  private final TopologyTestDriver driver;
  private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();

  /** As much memory for recent records as a test may need. */
  private static final long AMPLE = 1 << 20;

  TopologyRun(PinnedRoute route) {
    this(route, SilenceEvidence.NONE);
  }

  TopologyRun(PinnedRoute route, SilenceEvidence silence) {
    this(route, silence, Map.of());
  }

  /**
   * @param restored what the stores hold at the start, by their names
   */
  TopologyRun(
      PinnedRoute route, SilenceEvidence silence, Map<String, Map<Bytes, byte[]>> restored) {
    this(route, silence, RemovalEvidence.NONE, restored, AMPLE);
  }

  TopologyRun(PinnedRoute route, RemovalEvidence removal) {
    this(route, SilenceEvidence.NONE, removal, Map.of(), AMPLE);
  }

  /**
   * @param memory how many bytes the recent records may take
   */
  TopologyRun(PinnedRoute route, Map<String, Map<Bytes, byte[]>> restored, long memory) {
    this(route, SilenceEvidence.NONE, RemovalEvidence.NONE, restored, memory);
  }

  private TopologyRun(
      PinnedRoute route,
      SilenceEvidence silence,
      RemovalEvidence removal,
      Map<String, Map<Bytes, byte[]>> restored,
      long memory) {
    this.route = route;
    this.progress = new StreamsProgress(route);
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, StreamsNames.application(route));
    Restored stores = new Restored(restored);
    this.driver =
        new TopologyTestDriver(
            StreamsRouteTopology.of(
                route, silence, removal, progress, stores::supplier, new RecentMemory(memory)),
            config);
  }

  /**
   * Pipes the mirror's copy of a source record.
   *
   * @param partition as the input numbers it; beyond them, a new one of the input's last topic
   */
  void pipe(int input, int partition, LogRecord record) {
    RecordHeaders headers = new RecordHeaders();
    for (LogHeader header : record.headers()) {
      headers.add(header.key(), header.value());
    }
    PinnedInput pinned = route.input(input);
    PinnedTopic topic = pinned.topic(Math.min(partition, pinned.partitions() - 1));
    headers.add(
        SourceCoordinates.HEADER,
        SourceCoordinates.encode(partition - topic.first(), record.offset(), record.timestamp()));
    pipe(topic, record, headers);
  }

  /** The same for the input's first topic, with all its headers. */
  void pipe(int input, LogRecord record, RecordHeaders headers) {
    pipe(route.input(input).topics().get(0), record, headers);
  }

  private void pipe(PinnedTopic topic, LogRecord record, RecordHeaders headers) {
    inputs
        .computeIfAbsent(
            MirrorNames.remoteTopic(topic.source()),
            remote ->
                driver.createInputTopic(
                    remote, new ByteArraySerializer(), new ByteArraySerializer()))
        .pipeInput(
            new TestRecord<>(
                record.key(), record.value(), headers, Math.max(0, record.timestamp())));
  }

  /** Everything sent through the repartition topic since the last call. */
  List<TestRecord<byte[], byte[]>> repartitioned() {
    return read(repartitionTopic());
  }

  /**
   * Lets the join read from the repartition topic, at its first offsets, what an earlier run sent
   * there.
   */
  void repartitionAgain(List<TestRecord<byte[], byte[]>> repartitioned) {
    driver
        .createInputTopic(repartitionTopic(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeRecordList(repartitioned);
  }

  private String repartitionTopic() {
    return StreamsTopics.repartitionTopic(StreamsNames.application(route));
  }

  void pass(Duration time) {
    passUncommitted(time);
    progress.committed();
    progress.wrote(); // the driver's producer does not report it
  }

  void passUncommitted(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** Every entry of a section that was written to the state's changelog since the last call. */
  List<TestRecord<byte[], byte[]>> changes(StoreSection section) {
    return read(
            StreamsTopics.changelogTopic(StreamsNames.application(route), StreamsNames.STATE_STORE))
        .stream()
        .filter(change -> section.contains(Bytes.wrap(change.key())))
        .toList();
  }

  /** Everything written since the last call, as {@link Rendered} lines. */
  List<String> written() {
    List<String> lines = new ArrayList<>();
    read(Routes.OUTPUT_TOPIC)
        .forEach(
            r ->
                lines.add(
                    Rendered.result(placedBy(r), r.key(), r.value(), r.timestamp(), headers(r))));
    read(route.plan().output().lateTopic(StreamsEngine.ENGINE).orElseThrow())
        .forEach(
            r ->
                lines.add(
                    Rendered.late(
                        sourcePartition(r), r.key(), r.value(), r.timestamp(), headers(r))));
    read(route.plan().output().deadLetterTopic(StreamsEngine.ENGINE).orElseThrow())
        .forEach(r -> lines.add(deadLetter(r)));
    return lines;
  }

  /** The driver's topics have one partition, so those of results need no look at it. */
  private static String deadLetter(TestRecord<byte[], byte[]> r) {
    return r.headers().lastHeader(RejectedRecord.COORDINATES_HEADER) == null
        ? Rendered.tooLarge(placedBy(r), r.key(), r.timestamp(), headers(r))
        : Rendered.deadLetter(sourcePartition(r), r.key(), r.value(), r.timestamp(), headers(r));
  }

  private List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Of a result without a key: the partition in its id, which names one record. */
  private static int placedBy(TestRecord<byte[], byte[]> result) {
    return result.key() == null ? partition(result, RouteResult.ID_HEADER) : RouteResult.BY_KEY;
  }

  /** The driver's topics have one partition, so the partition is read from the coordinates. */
  private static int sourcePartition(TestRecord<byte[], byte[]> rejected) {
    return partition(rejected, RejectedRecord.COORDINATES_HEADER);
  }

  private static int partition(TestRecord<byte[], byte[]> record, String header) {
    String coordinates =
        new String(record.headers().headers(header).iterator().next().value(), UTF_8);
    return Integer.parseInt(
        coordinates.substring(coordinates.lastIndexOf('/') + 1, coordinates.lastIndexOf('@')));
  }

  private static List<LogHeader> headers(TestRecord<byte[], byte[]> record) {
    List<LogHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new LogHeader(header.key(), header.value()));
    }
    return headers;
  }

  /** How many entries of a section there are, in any store. */
  long stored(StoreSection section) {
    return contents().values().stream()
        .flatMap(store -> store.keySet().stream())
        .filter(key -> section.contains(key) && !StoreKeys.isMark(key))
        .count();
  }

  /** The records that the join keeps. */
  long joinable() {
    long stored = stored(StoreSection.RECORDS);
    AtomicLong recent = new AtomicLong();
    if (route.plan().rule() instanceof JoinRule.Windowed) {
      new RecentLog(route.logic(), driver.getKeyValueStore(StreamsNames.STATE_STORE))
          .read(kept -> recent.addAndGet(kept.size()));
    }
    return stored + recent.get();
  }

  /** What all stores hold, for a run that continues from here. */
  Map<String, Map<Bytes, byte[]>> contents() {
    Map<String, Map<Bytes, byte[]>> all = new HashMap<>();
    driver
        .getAllStateStores()
        .forEach(
            (name, store) -> {
              if (!(store instanceof BeforeCommit)) {
                all.put(name, contents(name));
              }
            });
    return all;
  }

  private Map<Bytes, byte[]> contents(String store) {
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
