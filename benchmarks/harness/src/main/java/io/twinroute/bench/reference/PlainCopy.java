package io.twinroute.bench.reference;

import io.twinroute.bench.process.Settings;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * R0: two plain consumers and a producer. It joins nothing, and copies all records of both sides.
 */
public final class PlainCopy {

  private PlainCopy() {}

  /**
   * @param args the file of settings that the other contestants get
   */
  public static void main(String[] args) throws Exception {
    PlainClients.endWithAnyThread();
    Properties settings = Settings.read(Path.of(args[0]));
    KafkaProducer<byte[], byte[]> producer = PlainClients.producer(settings);
    Thread right = new Thread(() -> copy(settings, "right", producer), "right");
    right.start();
    copy(settings, "orders", producer); // until the process is killed
  }

  private static void copy(
      Properties settings, String side, KafkaProducer<byte[], byte[]> producer) {
    String output = settings.getProperty("output.topic");
    PlainClients.read(
        settings,
        side,
        r -> producer.send(new ProducerRecord<>(output, null, r.timestamp(), r.key(), r.value())),
        atEnd -> true);
  }
}
