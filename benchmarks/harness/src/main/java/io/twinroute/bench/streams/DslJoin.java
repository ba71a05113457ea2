package io.twinroute.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Reader;
import java.nio.file.Files;
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
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.StreamJoined;

/**
 * Joins orders and payments, both on the target by then, with the DSL. Its argument is the file of
 * settings that the other contestants get, with {@code application} and {@code state} (a folder)
 * beside them. Runs until it is killed.
 */
public final class DslJoin {

  private DslJoin() {}

  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]), UTF_8)) {
      settings.load(reader);
    }
    Duration window = Duration.ofMillis(Long.parseLong(settings.getProperty("window")));
    Serde<Order> orderSerde = JsonSerde.of(Order.class);
    Serde<Payment> paymentSerde = JsonSerde.of(Payment.class);
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, Order> orders =
        builder.stream(
            settings.getProperty("orders.topic"), Consumed.with(Serdes.String(), orderSerde));
    KStream<String, Payment> payments =
        builder.stream(
            settings.getProperty("payments.topic"), Consumed.with(Serdes.String(), paymentSerde));
    orders
        .join(
            payments,
            PaidOrder::new,
            JoinWindows.ofTimeDifferenceAndGrace(window, window),
            StreamJoined.with(Serdes.String(), orderSerde, paymentSerde))
        .to(
            settings.getProperty("output.topic"),
            Produced.with(Serdes.String(), JsonSerde.of(PaidOrder.class)));

    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.getProperty("application"));
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.getProperty("output.bootstrap"));
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.getProperty("state"));
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.getProperty("parallelism"));
    config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    if (settings.getProperty("delivery").equals("exactly-once")) {
      config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    }
    KafkaStreams streams = new KafkaStreams(builder.build(), config);
    streams.start();
    new CountDownLatch(1).await(); // until the process is killed
  }
}
