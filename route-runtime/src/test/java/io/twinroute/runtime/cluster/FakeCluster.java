package io.twinroute.runtime.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** What the mock clients of one cluster share: its topics, and what they hold. Thread-safe. */
public final class FakeCluster {

  static final Node BROKER = new Node(0, "localhost", 9092);

  /**
   * A partition.
   *
   * @param records those that are committed, or will be; by offset
   */
  private record Log(
      List<ConsumerRecord<byte[], byte[]>> records, long first, long open, long end) {
    static final Log EMPTY = new Log(List.of(), 0, Long.MAX_VALUE, 0);

    /** Where a transaction that is open hides what comes then. */
    long committedEnd() {
      return Math.min(open, end);
    }
  }

  private final String alias;
  private final MockAdminClient admin = new FakeAdmin(this);
  private final Map<String, List<TopicPartitionInfo>> topics = new HashMap<>();
  private final Map<TopicPartition, Log> logs = new HashMap<>();
  private final Map<String, FakeProducer> writers = new HashMap<>();
  private final Queue<RuntimeException> refusals = new ArrayDeque<>();
  private final Map<String, String> defaults = new ConcurrentHashMap<>();
  private final Map<String, Integer> requests = new HashMap<>();
  private final Set<String> lost = new HashSet<>();
  private final Set<String> unreadable = new HashSet<>();
  private final Map<String, KafkaFutureImpl<Void>> slow = new HashMap<>();
  private boolean silent;
  private final Set<String> uncreatable = new HashSet<>();
  private int polls;
  private int producers;

  FakeCluster(String alias) {
    this.alias = alias;
  }

  public MockAdminClient admin() {
    return admin;
  }

  public void createTopic(String topic, int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  public void createTopic(String topic, int partitions, Map<String, String> configs) {
    List<TopicPartitionInfo> infos = new ArrayList<>();
    topics.put(topic, infos);
    resize(topic, partitions);
    admin.addTopic(false, topic, infos, configs);
  }

  /** A setting of topics that are yet to be created, unless they say otherwise. */
  public void setDefault(String setting, String value) {
    defaults.put(setting, value);
  }

  Map<String, String> defaults() {
    return defaults;
  }

  public void deleteTopic(String topic) {
    admin.deleteTopics(List.of(topic));
    synchronized (this) {
      logs.keySet().removeIf(partition -> partition.topic().equals(topic));
    }
  }

  /** Gives a topic of {@link #createTopic} other partitions; it stays the same topic. */
  public void resize(String topic, int partitions) {
    List<TopicPartitionInfo> infos = topics.get(topic);
    infos.clear();
    IntStream.range(0, partitions)
        .mapToObj(p -> new TopicPartitionInfo(p, BROKER, List.of(BROKER), List.of(BROKER)))
        .forEach(infos::add);
  }

  /** Its topics with their partitions, as a consumer receives them. */
  Map<String, List<PartitionInfo>> partitions() {
    Map<String, List<PartitionInfo>> partitions = new HashMap<>();
    try {
      admin
          .describeTopics(topics())
          .allTopicNames()
          .get()
          .forEach(
              (topic, found) ->
                  partitions.put(
                      topic,
                      found.partitions().stream()
                          .map(
                              p ->
                                  new PartitionInfo(
                                      topic, p.partition(), BROKER, new Node[0], new Node[0]))
                          .toList()));
    } catch (Exception e) {
      throw new IllegalStateException(alias, e);
    }
    return partitions;
  }

  public Set<String> topics() {
    try {
      return new TreeSet<>(admin.listTopics().names().get());
    } catch (Exception e) {
      throw new IllegalStateException(alias, e);
    }
  }

  /** Adds a committed record. */
  public void append(String topic, int partition, @Nullable String key, @Nullable String value) {
    append(new ProducerRecord<>(topic, partition, bytes(key), bytes(value)));
  }

  /** Adds a committed record with its timestamp, if it has one, and its headers. */
  public synchronized void append(ProducerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Log log = log(partition);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(log.records());
    records.add(
        new ConsumerRecord<>(
            record.topic(),
            record.partition(),
            log.end(),
            record.timestamp() == null ? ConsumerRecord.NO_TIMESTAMP : record.timestamp(),
            TimestampType.CREATE_TIME,
            ConsumerRecord.NULL_SIZE,
            ConsumerRecord.NULL_SIZE,
            record.key(),
            record.value(),
            record.headers(),
            Optional.empty()));
    logs.put(partition, new Log(records, log.first(), log.open(), log.end() + 1));
  }

  /**
   * Adds what no reader of committed records sees: a transaction's marker, or an aborted record.
   */
  public synchronized void appendUnseen(String topic, int partition) {
    TopicPartition at = new TopicPartition(topic, partition);
    Log log = log(at);
    logs.put(at, new Log(log.records(), log.first(), log.open(), log.end() + 1));
  }

  /** What is added from now on is hidden until {@link #endTransaction}. */
  public synchronized void beginTransaction(String topic, int partition) {
    TopicPartition at = new TopicPartition(topic, partition);
    Log log = log(at);
    logs.put(at, new Log(log.records(), log.first(), log.end(), log.end()));
  }

  public synchronized void endTransaction(String topic, int partition) {
    TopicPartition at = new TopicPartition(topic, partition);
    Log log = log(at);
    logs.put(at, new Log(log.records(), log.first(), Long.MAX_VALUE, log.end()));
  }

  /** Removes what comes before an offset, as retention does. */
  public synchronized void removeBefore(String topic, int partition, long offset) {
    TopicPartition at = new TopicPartition(topic, partition);
    Log log = log(at);
    logs.put(
        at,
        new Log(
            log.records().stream().filter(record -> record.offset() >= offset).toList(),
            offset,
            log.open(),
            Math.max(log.end(), offset)));
  }

  /** The values that a partition holds, in their order. */
  public synchronized List<String> values(String topic, int partition) {
    return log(new TopicPartition(topic, partition)).records().stream()
        .map(ConsumerRecord::value)
        .map(value -> value == null ? "null" : new String(value, StandardCharsets.UTF_8))
        .toList();
  }

  /** From now on the cluster does not answer; what is asked runs out of time at once. */
  public synchronized void fallSilent() {
    silent = true;
    admin.timeoutNextRequest(Integer.MAX_VALUE);
  }

  /** The cluster answers again. */
  public synchronized void comeBack() {
    silent = false;
    admin.timeoutNextRequest(0);
  }

  /** The next commits of transactions fail so, one after the other; what they hold is aborted. */
  public synchronized void refuseCommits(RuntimeException... failures) {
    refusals.addAll(Arrays.asList(failures));
  }

  /** From now on the cluster does not know of the topic when it is asked for offsets. */
  public synchronized void loseOffsets(String topic) {
    lost.add(topic);
  }

  /** From now on nobody may read the topic. */
  public synchronized void denyReads(String topic) {
    unreadable.add(topic);
  }

  synchronized void mustBeReadable(Collection<TopicPartition> partitions) {
    partitions.stream()
        .map(TopicPartition::topic)
        .filter(unreadable::contains)
        .findFirst()
        .ifPresent(
            topic -> {
              throw new TopicAuthorizationException(Set.of(topic));
            });
  }

  /** From now on questions about the topic's offsets take until {@link #answerSoon}. */
  public synchronized void answerLate(String topic) {
    slow.put(topic, new KafkaFutureImpl<>());
  }

  /** Answers what was asked about the topic meanwhile. */
  public void answerSoon(String topic) {
    KafkaFutureImpl<Void> waiting;
    synchronized (this) {
      waiting = Objects.requireNonNull(slow.remove(topic));
    }
    waiting.complete(null);
  }

  /** When a question about the topic is answered; null for at once. */
  synchronized @Nullable KafkaFuture<Void> answerOf(String topic) {
    return slow.get(topic);
  }

  /** How often its admin clients have asked something, by the method's name. */
  public synchronized int requests(String method) {
    return requests.getOrDefault(method, 0);
  }

  synchronized void asked(String method) {
    requests.merge(method, 1, Integer::sum);
  }

  synchronized Optional<RuntimeException> whyUnanswered(TopicPartition partition) {
    return silent
        ? Optional.of(new TimeoutException(alias + " is silent"))
        : Optional.of(partition.topic())
            .filter(lost::contains)
            .map(UnknownTopicOrPartitionException::new);
  }

  /** How often its consumers have polled. */
  public synchronized int polls() {
    return polls;
  }

  synchronized @Nullable RuntimeException nextRefusal() {
    return refusals.poll();
  }

  synchronized void mustAnswer() {
    if (silent) {
      throw new TimeoutException(alias + " is silent");
    }
  }

  synchronized void polled() {
    polls++;
  }

  /** How many producers have begun to write to it so far. */
  public synchronized int producers() {
    return producers;
  }

  /** Only asked about, a topic of this name looks as if it could be created. */
  public synchronized void refuseToCreate(String topic) {
    uncreatable.add(topic);
  }

  synchronized boolean creates(String topic) {
    return !uncreatable.contains(topic);
  }

  synchronized void begin(String transactionalId, FakeProducer writer) {
    producers++;
    FakeProducer before = writers.put(transactionalId, writer);
    if (before != null && !before.closed()) {
      before.fenceProducer();
    }
  }

  synchronized long first(TopicPartition partition) {
    return log(partition).first();
  }

  synchronized long end(TopicPartition partition) {
    return log(partition).end();
  }

  synchronized long committedEnd(TopicPartition partition) {
    return log(partition).committedEnd();
  }

  synchronized List<ConsumerRecord<byte[], byte[]>> committed(
      TopicPartition partition, long from, long to) {
    return log(partition).records().stream()
        .filter(record -> record.offset() >= from && record.offset() < to)
        .toList();
  }

  private Log log(TopicPartition partition) {
    return logs.getOrDefault(partition, Log.EMPTY);
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
