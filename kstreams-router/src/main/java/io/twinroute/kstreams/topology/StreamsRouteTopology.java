package io.twinroute.kstreams.topology;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.kstreams.internals.BeforeCommit;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.mirror.MirrorNames;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.state.RecentMemory;
import java.util.function.Function;
import java.util.stream.Stream;
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
 * <i>i</i> of both. Others meet in the exchange topic.
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
   * @param silence what is known of silent source partitions
   * @param removal what is known of records that were removed unread
   * @param progress what the topology's processors report to
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
   * The same with stores of one's own making, by their names.
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
    KStream<byte[], AcceptOutput> left = accept(Side.LEFT, mirrored(Side.LEFT));
    KStream<byte[], AcceptOutput> right = accept(Side.RIGHT, mirrored(Side.RIGHT));
    KStream<byte[], AcceptOutput> both = left.merge(right, Named.as(StreamsNames.MERGE));
    write(join(isExchanged() ? exchange(both) : both));
    writeRejected(Side.LEFT, left);
    writeRejected(Side.RIGHT, right);
    return builder.build();
  }

  private KStream<byte[], byte[]> mirrored(Side side) {
    return builder.stream(
        MirrorNames.remoteTopic(route.plan().side(side)),
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
            .withTimestampExtractor(new NonNegativeTimestamp())
            .withName(StreamsNames.source(side)));
  }

  private KStream<byte[], AcceptOutput> accept(Side side, KStream<byte[], byte[]> mirrored) {
    return mirrored.process(
        () -> new AcceptProcessor(route, side, silence, removal, progress),
        Named.as(StreamsNames.accept(side)),
        StreamsNames.PROGRESS_STORE,
        StreamsNames.HELD_STORE,
        StreamsNames.BEFORE_ACCEPT_COMMIT);
  }

  private KStream<byte[], AcceptOutput> exchange(KStream<byte[], AcceptOutput> both) {
    return both.repartition(
        Repartitioned.with(Serdes.ByteArray(), new LogicInputSerde())
            .withName(StreamsNames.EXCHANGE)
            .withNumberOfPartitions(route.exchangePartitions())
            .withStreamPartitioner(new RepartitionPartitioner()));
  }

  private KStream<byte[], byte[]> join(KStream<byte[], AcceptOutput> both) {
    return both.process(
        () -> new LogicProcessor(route, progress, memory),
        Named.as(StreamsNames.JOIN),
        joinStores());
  }

  private String[] joinStores() {
    Stream<String> own =
        Stream.of(
            StreamsNames.JOIN_STORE,
            StreamsNames.WAITING_STORE,
            StreamsNames.KEY_BUCKETS_STORE,
            StreamsNames.BEFORE_JOIN_COMMIT);
    Stream<String> ofWindow = isWindowed() ? Stream.of(StreamsNames.RECENT_STORE) : Stream.empty();
    Stream<String> ofExchange =
        isExchanged() ? Stream.of(StreamsNames.EXCHANGE_POSITION_STORE) : Stream.empty();
    return Stream.of(own, ofWindow, ofExchange).flatMap(names -> names).toArray(String[]::new);
  }

  private boolean isWindowed() {
    return route.plan().join() instanceof JoinRule.Windowed;
  }

  private boolean isExchanged() {
    return route.exchangePartitions() > 0;
  }

  /** Without a partitioner of its own: Kafka's default is the one that both engines promise. */
  private void write(KStream<byte[], byte[]> results) {
    results.to(
        route.plan().output().topic(Engine.KSTREAMS),
        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(StreamsNames.RESULTS));
  }

  /** The accept processors name these sinks for what they reject, and the join for all else. */
  private void writeRejected(Side side, KStream<byte[], AcceptOutput> accepted) {
    Output output = route.plan().output();
    output
        .lateTopic(Engine.KSTREAMS)
        .ifPresent(topic -> accepted.to(topic, rejected(StreamsNames.late(side))));
    output
        .deadLetterTopic(Engine.KSTREAMS)
        .ifPresent(topic -> accepted.to(topic, rejected(StreamsNames.deadLetters(side))));
  }

  private static Produced<byte[], AcceptOutput> rejected(String sink) {
    RejectedSerde serde = new RejectedSerde();
    return Produced.with(Serdes.ByteArray(), serde).withStreamPartitioner(serde).withName(sink);
  }

  private void addStores() {
    builder.addStateStore(BeforeCommit.builder(StreamsNames.BEFORE_ACCEPT_COMMIT));
    builder.addStateStore(BeforeCommit.builder(StreamsNames.BEFORE_JOIN_COMMIT));
    builder.addStateStore(store(StreamsNames.PROGRESS_STORE));
    builder.addStateStore(store(StreamsNames.HELD_STORE));
    if (isWindowed()) {
      builder.addStateStore(store(StreamsNames.RECENT_STORE));
    }
    builder.addStateStore(store(StreamsNames.JOIN_STORE));
    builder.addStateStore(store(StreamsNames.WAITING_STORE));
    builder.addStateStore(store(StreamsNames.KEY_BUCKETS_STORE));
    if (isExchanged()) {
      builder.addStateStore(store(StreamsNames.EXCHANGE_POSITION_STORE));
    }
  }

  /** Plain key-value stores: window stores expire by what arrived, not by what is still to come. */
  private StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.Bytes(), Serdes.ByteArray());
  }
}
