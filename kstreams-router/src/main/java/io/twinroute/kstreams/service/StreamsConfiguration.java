package io.twinroute.kstreams.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.internals.SharedStoreMemory;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.RecordSizes;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of a route's Streams client: the cluster's own, our tuning, and the fixed ones. */
final class StreamsConfiguration {

  /** Brokers allow no less by default. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  private static final Duration HEARTBEAT = SESSION_TIMEOUT.dividedBy(3);
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  /**
   * A producer keeps a batch for each partition for its whole life: with many routes, most of the
   * heap. A route with a parallelism of 1 is a small one.
   */
  private static final int BATCH_OF_SMALL_ROUTE = 64 << 10;

  private static final Duration LONGEST_LINGER = Duration.ofSeconds(1);

  /** How long a stream thread waits for records of a route at rest; its timers wait as long. */
  private static final Duration POLL_AT_REST = Duration.ofSeconds(3);

  private static final Duration FETCH_WAIT = Duration.ofSeconds(1);

  private static final Duration RETRY_BACKOFF = Duration.ofMillis(500);

  /** A consumer that ends waits for its last fetch. */
  private static final Duration FETCH_WAIT_UNTIL_END = Duration.ofMillis(50);

  private StreamsConfiguration() {}

  static Properties of(PinnedRoute route, StreamsSettings settings) {
    Cluster target = route.plan().output().cluster();
    Properties config = ClusterClients.settings(target);
    RecordSizes sizes = route.sizes();
    tune(config, target, settings.commitInterval(), route.plan().parallelism(), sizes);
    wait(config, target, route.untilEnd());
    takeRecords(config, sizes);
    config.putIfAbsent(
        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedStoreMemory.class.getName());
    config.put(SharedStoreMemory.MIB_CONFIG, settings.storeMemoryMib());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, StreamsNames.application(route));
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    // Whatever the route promises: with less, a crash could leave the late rule's state ahead of
    // the
    // results, and records read again would be judged late and lost.
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads(route));
    config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // A mirror copies again what it has aborted.
    config.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    return config;
  }

  /** The first record ends a wait at once, on the cluster and here. */
  private static void wait(Properties config, Cluster target, boolean untilEnd) {
    setDefault(
        config,
        target,
        StreamsConfig.CONSUMER_PREFIX,
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        (int) (untilEnd ? FETCH_WAIT_UNTIL_END : FETCH_WAIT).toMillis());
    if (!untilEnd) {
      config.putIfAbsent(StreamsConfig.POLL_MS_CONFIG, POLL_AT_REST.toMillis());
      // A consumer's second thread also waits in these steps for its next heartbeat.
      setDefault(
          config,
          target,
          StreamsConfig.CONSUMER_PREFIX,
          ConsumerConfig.RETRY_BACKOFF_MS_CONFIG,
          (int) RETRY_BACKOFF.toMillis());
    }
  }

  private static int threads(PinnedRoute route) {
    int most = route.inputs().stream().mapToInt(PinnedInput::mostPartitions).max().orElseThrow();
    int tasks = most + route.repartitionPartitions();
    return Math.min(route.plan().parallelism(), tasks);
  }

  /** For the route's record size, and the overhead of the stores and the repartition topic. */
  private static void takeRecords(Properties config, RecordSizes sizes) {
    sizes
        .producer(
            key -> config.getProperty(StreamsConfig.producerPrefix(key), config.getProperty(key)))
        .forEach((key, value) -> config.put(StreamsConfig.producerPrefix(key), value));
    config.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        String.valueOf(sizes.internalTopicBytes()));
  }

  private static void tune(
      Properties config,
      Cluster target,
      Duration commitInterval,
      int parallelism,
      RecordSizes sizes) {
    setDefault(config, target, "", StreamsConfig.REPLICATION_FACTOR_CONFIG, "-1");
    // After a kill -9 the group waits for the dead member this long.
    setDefault(
        config,
        target,
        StreamsConfig.CONSUMER_PREFIX,
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        (int) SESSION_TIMEOUT.toMillis());
    setDefault(
        config,
        target,
        StreamsConfig.CONSUMER_PREFIX,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        (int) HEARTBEAT.toMillis());
    setDefault(
        config,
        target,
        StreamsConfig.CONSUMER_PREFIX,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        2_000);
    // Nobody reads uncommitted records, and a commit sends lingering records at once.
    setDefault(
        config,
        target,
        StreamsConfig.PRODUCER_PREFIX,
        ProducerConfig.LINGER_MS_CONFIG,
        (int) Math.min(commitInterval.toMillis(), LONGEST_LINGER.toMillis()));
    setDefault(
        config,
        target,
        StreamsConfig.PRODUCER_PREFIX,
        ProducerConfig.BATCH_SIZE_CONFIG,
        parallelism > 1 ? sizes.batchBytes() : Math.min(BATCH_OF_SMALL_ROUTE, sizes.batchBytes()));
    setDefault(
        config,
        target,
        StreamsConfig.PRODUCER_PREFIX,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4");
    // The repartition topic's are deleted once they are committed, and never before.
    config.putIfAbsent(StreamsConfig.topicPrefix(TopicConfig.RETENTION_BYTES_CONFIG), "-1");
    // Nor may brokers refuse a timestamp that a source accepted, whatever their default.
    config.putIfAbsent(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG),
        String.valueOf(Long.MAX_VALUE));
    config.putIfAbsent(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
        String.valueOf(Long.MAX_VALUE));
    config.putIfAbsent(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG),
        String.valueOf(Long.MAX_VALUE));
    config.putIfAbsent(
        StreamsConfig.topicPrefix(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG), "false");
    // Open transactions of a killed run block readers of the results for this long. A setting for
    // all clients of the cluster is meant for Flink, which needs another.
    config.putIfAbsent(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) Math.max(TRANSACTION_TIMEOUT.toMillis(), 3 * commitInterval.toMillis()));
  }

  /** A default that the cluster's own properties override, with the prefix or without. */
  private static void setDefault(
      Properties config, Cluster target, String prefix, String key, Object value) {
    if (!target.properties().containsKey(key)) {
      config.putIfAbsent(prefix + key, value);
    }
  }
}
