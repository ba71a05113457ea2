package io.twinroute.runtime.cluster;

import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's mock, which writes what it commits to a {@link FakeCluster}. */
final class FakeProducer extends MockProducer<byte[], byte[]> {

  private final FakeCluster cluster;
  private final String transactionalId;

  FakeProducer(FakeCluster cluster, String transactionalId) {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    this.cluster = cluster;
    this.transactionalId = transactionalId;
  }

  @Override
  public void initTransactions() {
    cluster.mustAnswer();
    super.initTransactions();
    cluster.begin(transactionalId, this);
  }

  @Override
  public void commitTransaction() {
    commitTransactionException = cluster.nextRefusal();
    List<ProducerRecord<byte[], byte[]>> written = uncommittedRecords();
    if (commitTransactionException != null) {
      written.forEach(record -> cluster.appendUnseen(record.topic(), record.partition()));
    }
    super.commitTransaction();
    written.forEach(cluster::append);
    written.forEach(record -> cluster.appendUnseen(record.topic(), record.partition()));
  }
}
