package io.twinroute.kstreams.clients;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream thread's producer. It reports when it has committed a transaction, which Streams does
 * not. It commits no empty transaction, but continues to use it.
 */
class RouteProducer extends KafkaProducer<byte[], byte[]> {

  private static final Logger LOG = LoggerFactory.getLogger(RouteProducer.class);

  private final CommitListener listener;
  private final TransactionContents contents;

  RouteProducer(Map<String, Object> config, CommitListener listener) {
    this(config, listener, new TransactionContents(System::nanoTime));
  }

  /**
   * @param contents of the open transaction, if there is one
   */
  RouteProducer(Map<String, Object> config, CommitListener listener, TransactionContents contents) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.listener = listener;
    this.contents = contents;
  }

  @Override
  public void beginTransaction() {
    if (!contents.isOpen()) {
      super.beginTransaction();
      contents.opened();
    }
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
    if (contents.isEmpty()) {
      listener.wrote();
    }
    contents.add();
    return super.send(record, callback);
  }

  @Override
  public void flush() {
    if (contents.isUnsent()) {
      super.flush();
      contents.sent();
    }
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    if (contents.add(offsets)) {
      super.sendOffsetsToTransaction(offsets, group);
    }
  }

  @Override
  public void commitTransaction() {
    if (!contents.isOpen() || !contents.isEmpty()) {
      long began = System.nanoTime();
      try {
        super.commitTransaction();
      } catch (KafkaException e) {
        listener.failed();
        throw e;
      }
      contents.committed();
      listener.took(System.nanoTime() - began);
    }
    listener.committed();
  }

  @Override
  public void abortTransaction() {
    try {
      super.abortTransaction();
    } finally {
      contents.aborted();
      listener.aborted();
    }
  }

  /** Kafka's producer waits for minutes to end an open, empty transaction. */
  @Override
  public void close(Duration timeout) {
    if (contents.isOpen() && contents.isEmpty()) {
      try {
        abortTransaction();
      } catch (KafkaException e) {
        // It has failed for good, so it has no open transaction.
        LOG.debug("no transaction to end", e);
      }
    }
    super.close(timeout);
  }
}
