import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tutorial needs of a Kafka client: Kafka's own console tools do the same. */
final class Topic {

  private final String broker;
  private final String name;

  private Topic(String broker, String name) {
    this.broker = broker;
    this.name = name;
  }

  /** {@code write BROKER TOPIC} takes lines of a key, a space and a value; {@code read BROKER TOPIC} prints them. */
  public static void main(String[] arguments) throws Exception {
    Topic topic = new Topic(arguments[1], arguments[2]);
    switch (arguments[0]) {
      case "write" -> topic.write();
      case "read" -> topic.read();
      default -> throw new IllegalArgumentException("write or read, not " + arguments[0]);
    }
  }

  private void write() throws Exception {
    create();
    try (KafkaProducer<String, String> producer =
            new KafkaProducer<>(Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
        Scanner lines = new Scanner(System.in, UTF_8)) {
      int count = 0;
      for (; lines.hasNextLine(); count++) {
        String[] record = lines.nextLine().split(" ", 2);
        producer.send(new ProducerRecord<>(name, record[0], record[1])).get();
      }
      System.out.println(name + ": wrote " + count);
    }
  }

  private void create() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      if (!admin.listTopics().names().get().contains(name)) {
        admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
      }
    }
  }

  private void read() {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker, "isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      int partitions = consumer.partitionsFor(name).size();
      for (int i = 0; i < partitions; i++) {
        TopicPartition partition = new TopicPartition(name, i);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(500)).forEach(Topic::print);
        }
      }
    }
  }

  private static void print(ConsumerRecord<String, String> record) {
    System.out.println(record.key() + " " + record.value());
    Arrays.stream(record.headers().toArray())
        .forEach(header -> System.out.println("  " + header.key() + ": " + new String(header.value(), UTF_8)));
  }
}
