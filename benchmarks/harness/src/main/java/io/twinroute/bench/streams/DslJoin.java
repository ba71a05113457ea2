package io.twinroute.bench.streams;

import io.twinroute.bench.process.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.StreamJoined;

/**
 * Joins orders with payments or customers, both sides on the target by then, with the DSL. Its
 * argument is the file of settings that the other contestants get, with {@code application}, {@code
 * state} (a folder) and {@code tuned} beside them. Runs until it is killed.
 */
public final class DslJoin {

  private static final Serde<Order> ORDER = JsonSerde.of(Order.class);

  private DslJoin() {}

  /**
   * @param args the file of settings
   */
  public static void main(String[] args) throws Exception {
    Properties settings = Settings.read(Path.of(args[0]));
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, Order> orders =
        builder.stream(settings.getProperty("orders.topic"), Consumed.with(Serdes.String(), ORDER));
    if (settings.getProperty("join").equals("lookup")) {
      lookUp(builder, orders, settings);
    } else {
      join(builder, orders, settings);
    }
    KafkaStreams streams = new KafkaStreams(builder.build(), config(settings));
    streams.start();
    new CountDownLatch(1).await(); // until the process is killed
  }

  private static void join(
      StreamsBuilder builder, KStream<String, Order> orders, Properties settings) {
    Serde<Payment> serde = JsonSerde.of(Payment.class);
    KStream<String, Payment> payments =
        builder.stream(settings.getProperty("right.topic"), Consumed.with(Serdes.String(), serde));
    JoinWindows windows =
        JoinWindows.ofTimeDifferenceAndGrace(
            millis(settings, "window"), millis(settings, "lateness"));
    StreamJoined<String, Order, Payment> joined = StreamJoined.with(Serdes.String(), ORDER, serde);
    KStream<String, PaidOrder> paid =
        settings.getProperty("join").equals("outer")
            ? orders.outerJoin(payments, PaidOrder::new, windows, joined)
            : orders.join(payments, PaidOrder::new, windows, joined);
    paid.to(
        settings.getProperty("output.topic"),
        Produced.with(Serdes.String(), JsonSerde.of(PaidOrder.class)));
  }

  private static void lookUp(
      StreamsBuilder builder, KStream<String, Order> orders, Properties settings) {
    Serde<Customer> serde = JsonSerde.of(Customer.class);
    orders
        .join(
            builder.table(
                settings.getProperty("right.topic"), Consumed.with(Serdes.String(), serde)),
            OrderOfCustomer::new,
            Joined.with(Serdes.String(), ORDER, serde))
        .to(
            settings.getProperty("output.topic"),
            Produced.with(Serdes.String(), JsonSerde.of(OrderOfCustomer.class)));
  }

  private static Properties config(Properties settings) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.getProperty("application"));
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.getProperty("output.bootstrap"));
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.getProperty("state"));
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.getProperty("parallelism"));
    config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    if (settings.getProperty("delivery").equals("exactly-once")) {
      config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    }
    if (Boolean.parseBoolean(settings.getProperty("tuned"))) {
      config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 128L << 20);
      config.put(StreamsConfig.producerPrefix("batch.size"), 262_144);
      config.put(StreamsConfig.producerPrefix("linger.ms"), 100);
      config.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
      config.put(StreamsConfig.mainConsumerPrefix("max.poll.records"), 5_000);
      config.put(StreamsConfig.mainConsumerPrefix("fetch.min.bytes"), 65_536);
    }
    return config;
  }

  private static Duration millis(Properties settings, String name) {
    return Duration.ofMillis(Long.parseLong(settings.getProperty(name)));
  }
}
