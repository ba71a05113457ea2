package io.twinroute.it.support;

import io.twinroute.config.plan.Cluster;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * Writes the logs of scenarios to a cluster, each record at its own offset: what is between is
 * filled with aborted records and transaction markers, as on a source that is in use.
 */
public final class ScenarioTopics implements AutoCloseable {

  private static final long NO_TIMESTAMP = -1;

  private final Cluster cluster;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> plain;
  private final KafkaProducer<byte[], byte[]> transactional;

  public ScenarioTopics(Cluster cluster) {
    Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers());
    this.cluster = cluster;
    this.admin = SourceTopic.admin(cluster);
    this.plain =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.transactional =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "transactional.id",
                "scenarios-" + UUID.randomUUID()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    transactional.initTransactions();
  }

  /** Creates the logs' topics, and writes them. */
  public void write(List<SourceLog> logs) {
    logs.stream()
        .collect(Collectors.groupingBy(SourceLog::topic, LinkedHashMap::new, Collectors.toList()))
        .forEach(this::write);
  }

  private void write(String topic, List<SourceLog> logs) {
    NewTopic created =
        new NewTopic(topic, logs.size(), (short) 1)
            .configs(
                Map.of(
                    "retention.ms",
                    "-1",
                    "message.timestamp.after.max.ms",
                    String.valueOf(Long.MAX_VALUE)));
    try {
      admin.createTopics(List.of(created)).all().get();
      for (SourceLog log : logs) {
        write(log);
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("cannot write " + topic, e);
    }
  }

  private void write(SourceLog log) throws ExecutionException, InterruptedException {
    List<LogRecord> records = log.records();
    if (!records.isEmpty()) {
      begin(log, records.get(0).offset());
    }
    for (int i = 0; i < records.size(); i++) {
      LogRecord record = records.get(i);
      long gap = i + 1 < records.size() ? records.get(i + 1).offset() - record.offset() - 1 : 0;
      if (gap == 1) {
        inTransaction(true, List.of(record(log, record))); // whose marker fills it
      } else {
        send(log, record);
        fill(log, gap);
      }
      awaitEnd(log, records.get(i).offset() + 1 + gap);
    }
  }

  private void send(SourceLog log, LogRecord record)
      throws ExecutionException, InterruptedException {
    if (record.timestamp() < NO_TIMESTAMP) {
      RawProducer.send(
          cluster,
          log.topic(),
          log.partition(),
          record.timestamp(),
          record.key(),
          record.value(),
          headers(record));
    } else {
      plain.send(record(log, record)).get();
    }
  }

  /** Lets the log begin at {@code offset}, as if retention had removed what was before. */
  private void begin(SourceLog log, long offset) throws ExecutionException, InterruptedException {
    if (offset == 1) {
      plain.send(filler(log)).get();
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(log.topic(), log.partition()),
                  RecordsToDelete.beforeOffset(1)))
          .all()
          .get();
    } else {
      fill(log, offset);
    }
    awaitEnd(log, offset);
  }

  /** A transaction has ended when its coordinator knows so; the marker comes to the log later. */
  private void awaitEnd(SourceLog log, long offset) {
    TopicPartition partition = new TopicPartition(log.topic(), log.partition());
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                admin
                        .listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset()
                    >= offset);
  }

  /** Aborted records and a marker: two offsets at least. */
  private void fill(SourceLog log, long offsets) {
    if (offsets > 0) {
      inTransaction(false, Collections.nCopies((int) offsets - 1, filler(log)));
    }
  }

  private static ProducerRecord<byte[], byte[]> filler(SourceLog log) {
    return new ProducerRecord<>(log.topic(), log.partition(), 0L, new byte[] {'f'}, new byte[0]);
  }

  private void inTransaction(boolean commit, List<ProducerRecord<byte[], byte[]>> records) {
    transactional.beginTransaction();
    records.forEach(transactional::send);
    transactional.flush();
    if (commit) {
      transactional.commitTransaction();
    } else {
      transactional.abortTransaction();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(SourceLog log, LogRecord r) {
    if (r.timestamp() < NO_TIMESTAMP) {
      throw new IllegalArgumentException("no gap of one offset behind such a timestamp");
    }
    return r.timestamp() == NO_TIMESTAMP
        ? new WithoutTimestamp(log, r, headers(r))
        : new ProducerRecord<>(
            log.topic(), log.partition(), r.timestamp(), r.key(), r.value(), headers(r));
  }

  private static List<Header> headers(LogRecord r) {
    List<Header> headers = new ArrayList<>();
    r.headers().forEach(h -> headers.add(new RecordHeader(h.key(), h.value())));
    return headers;
  }

  /** A record as old producers wrote them; the constructor would refuse the timestamp. */
  private static final class WithoutTimestamp extends ProducerRecord<byte[], byte[]> {

    WithoutTimestamp(SourceLog log, LogRecord r, List<Header> headers) {
      super(log.topic(), log.partition(), 0L, r.key(), r.value(), headers);
    }

    @Override
    public Long timestamp() {
      return -1L;
    }
  }

  @Override
  public void close() {
    plain.close();
    transactional.close();
    admin.close();
  }
}
