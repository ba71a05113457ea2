package io.twinroute.kstreams.topology;

import io.twinroute.config.plan.Output;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.kstreams.internals.BeforeCommit;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.state.RecentMemory;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A route as a Streams topology on the target cluster.
 *
 * <p>Inputs that are partitioned alike are joined as they are: task <i>i</i> reads partition
 * <i>i</i> of all topics, and has one store. Others meet in the repartition topic; on each side of
 * it, a task has a store. Without state there is no such topic, and the store has the progress
 * alone.
 */
public final class StreamsRouteTopology {

  private final PinnedRoute route;
  private final SilenceEvidence silence;
  private final RemovalEvidence removal;
  private final StreamsProgress progress;
  private final Function<String, KeyValueBytesStoreSupplier> stores;
  private final RecentMemory memory;
  private final StreamsBuilder builder = new StreamsBuilder();

  private StreamsRouteTopology(
      PinnedRoute route,
      SilenceEvidence silence,
      RemovalEvidence removal,
      StreamsProgress progress,
      Function<String, KeyValueBytesStoreSupplier> stores,
      RecentMemory memory) {
    this.route = route;
    this.silence = silence;
    this.removal = removal;
    this.progress = progress;
    this.stores = stores;
    this.memory = memory;
  }

  /**
   * @param silence evidence of silent source partitions
   * @param removal evidence of records that were removed unread
   * @param progress receives the reports of the topology's processors
   */
  public static Topology of(
      PinnedRoute route,
      SilenceEvidence silence,
      RemovalEvidence removal,
      StreamsProgress progress) {
    return of(
        route,
        silence,
        removal,
        progress,
        Stores::persistentKeyValueStore,
        RecentMemory.ofProcess());
  }

  /**
   * The same with given stores, by their names.
   *
   * @param memory what the recent records may take
   */
  public static Topology of(
      PinnedRoute route,
      SilenceEvidence silence,
      RemovalEvidence removal,
      StreamsProgress progress,
      Function<String, KeyValueBytesStoreSupplier> stores,
      RecentMemory memory) {
    return new StreamsRouteTopology(route, silence, removal, progress, stores, memory).build();
  }

  private Topology build() {
    addStores();
    List<KStream<byte[], AcceptOutput>> accepted =
        route.plan().inputs().stream()
            .map(input -> accept(input.index(), mirrored(input.index())))
            .toList();
    KStream<byte[], AcceptOutput> all =
        accepted.stream()
            .reduce((one, other) -> one.merge(other, Named.as(StreamsNames.MERGE)))
            .orElseThrow();
    if (route.plan().keepsState()) {
      write(logic(isRepartitioned() ? repartition(all) : all));
    } else {
      writePassed(passThrough(all));
    }
    for (int input = 0; input < accepted.size(); input++) {
      writeRejected(input, accepted.get(input));
    }
    return builder.build();
  }

  private KStream<byte[], byte[]> mirrored(int input) {
    return builder.stream(
        route.plan().input(input).topics().stream().map(MirrorNames::remoteTopic).toList(),
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
            .withTimestampExtractor(new NonNegativeTimestamp())
            .withName(StreamsNames.source(input)));
  }

  private KStream<byte[], AcceptOutput> accept(int input, KStream<byte[], byte[]> mirrored) {
    return mirrored.process(
        () -> new AcceptProcessor(route, input, silence, removal, progress),
        Named.as(StreamsNames.accept(input)),
        StreamsNames.acceptStore(route),
        StreamsNames.beforeAcceptCommit(route));
  }

  private KStream<byte[], AcceptOutput> repartition(KStream<byte[], AcceptOutput> both) {
    return both.repartition(
        Repartitioned.with(Serdes.ByteArray(), new LogicInputSerde())
            .withName(StreamsTopics.REPARTITION)
            .withNumberOfPartitions(route.repartitionPartitions())
            .withStreamPartitioner(new RepartitionPartitioner()));
  }

  private KStream<byte[], byte[]> logic(KStream<byte[], AcceptOutput> both) {
    return both.process(
        () -> new LogicProcessor(route, progress, memory),
        Named.as(StreamsNames.LOGIC),
        StreamsNames.STATE_STORE,
        StreamsNames.BEFORE_COMMIT);
  }

  private KStream<byte[], LogicOutput> passThrough(KStream<byte[], AcceptOutput> accepted) {
    return accepted.process(
        () -> new PassThroughProcessor(route, progress),
        Named.as(StreamsNames.LOGIC),
        StreamsNames.acceptStore(route));
  }

  private void writePassed(KStream<byte[], LogicOutput> results) {
    Output output = route.plan().output();
    results.to(output.topic(StreamsEngine.ENGINE), passed(StreamsNames.RESULTS));
    output
        .deadLetterTopic(StreamsEngine.ENGINE)
        .ifPresent(topic -> results.to(topic, passed(StreamsNames.UNWRITTEN_RESULTS)));
  }

  private static Produced<byte[], LogicOutput> passed(String sink) {
    PassedSerde serde = new PassedSerde();
    return Produced.with(Serdes.ByteArray(), serde).withStreamPartitioner(serde).withName(sink);
  }

  private boolean isRepartitioned() {
    return route.repartitionPartitions() > 0;
  }

  /**
   * The logic names the sink for each record. The sinks have no partitioner of their own: Kafka's
   * default is the one that both engines promise.
   */
  private void write(KStream<byte[], byte[]> results) {
    Output output = route.plan().output();
    results.to(output.topic(StreamsEngine.ENGINE), byKey(StreamsNames.RESULTS));
    output
        .deadLetterTopic(StreamsEngine.ENGINE)
        .ifPresent(topic -> results.to(topic, byKey(StreamsNames.UNWRITTEN_RESULTS)));
  }

  private static Produced<byte[], byte[]> byKey(String sink) {
    return Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(sink);
  }

  /** The accept processors name these sinks for what they reject, and the join for all else. */
  private void writeRejected(int input, KStream<byte[], AcceptOutput> accepted) {
    Output output = route.plan().output();
    output
        .lateTopic(StreamsEngine.ENGINE)
        .ifPresent(topic -> accepted.to(topic, rejected(StreamsNames.late(input))));
    output
        .deadLetterTopic(StreamsEngine.ENGINE)
        .ifPresent(topic -> accepted.to(topic, rejected(StreamsNames.deadLetters(input))));
  }

  private static Produced<byte[], AcceptOutput> rejected(String sink) {
    RejectedSerde serde = new RejectedSerde();
    return Produced.with(Serdes.ByteArray(), serde).withStreamPartitioner(serde).withName(sink);
  }

  private void addStores() {
    builder.addStateStore(BeforeCommit.builder(StreamsNames.BEFORE_COMMIT));
    builder.addStateStore(store(StreamsNames.STATE_STORE));
    if (isRepartitioned()) {
      builder.addStateStore(BeforeCommit.builder(StreamsNames.BEFORE_ACCEPT_COMMIT));
      builder.addStateStore(store(StreamsNames.PROGRESS_STORE));
    }
  }

  /** Plain key-value stores: window stores expire by what arrived, not by what is still to come. */
  private StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.Bytes(), Serdes.ByteArray());
  }
}
