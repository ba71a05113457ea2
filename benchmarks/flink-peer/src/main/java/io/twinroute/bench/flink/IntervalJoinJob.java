package io.twinroute.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.formats.json.JsonDeserializationSchema;
import org.apache.flink.formats.json.JsonSerializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.util.Collector;

/**
 * Joins orders and payments with {@code intervalJoin}. The argument names a properties file: {@code
 * orders.*} and {@code payments.*} with {@code bootstrap} and {@code topic}, {@code output.*}, the
 * {@code window} (milliseconds each way), {@code backend} ({@code hashmap} or {@code rocksdb}),
 * {@code delivery} ({@code at-least-once} or {@code exactly-once}), {@code checkpoints} (a folder)
 * and {@code parallelism}. Runs until it is killed.
 */
public final class IntervalJoinJob {

  /** As the routes' own, so that both pay for as many checkpoints. */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(3);

  private IntervalJoinJob() {}

  public static void main(String[] args) throws Exception {
    Properties settings = read(Path.of(args[0]));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(settings));
    env.setParallelism(Integer.parseInt(settings.getProperty("parallelism")));
    env.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    Duration window = Duration.ofMillis(Long.parseLong(settings.getProperty("window")));

    DataStream<Order> orders = source(env, settings, "orders", Order.class, window);
    DataStream<Payment> payments = source(env, settings, "payments", Payment.class, window);
    orders
        .keyBy(order -> order.orderId)
        .intervalJoin(payments.keyBy(payment -> payment.orderId))
        .between(window.negated(), window)
        .process(new Pair())
        .sinkTo(sink(settings));
    env.execute("paid-orders");
  }

  private static Properties read(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      settings.load(reader);
    }
    return settings;
  }

  private static Configuration configuration(Properties settings) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, settings.getProperty("backend"));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Path.of(settings.getProperty("checkpoints")).toUri().toString());
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    return configuration;
  }

  private static <T> DataStream<T> source(
      StreamExecutionEnvironment env,
      Properties settings,
      String name,
      Class<T> type,
      Duration outOfOrderness) {
    KafkaSource<T> source =
        KafkaSource.<T>builder()
            .setBootstrapServers(settings.getProperty(name + ".bootstrap"))
            .setTopics(settings.getProperty(name + ".topic"))
            .setGroupId("benchmark")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(new JsonDeserializationSchema<>(type))
            .build();
    return env.fromSource(source, WatermarkStrategy.forBoundedOutOfOrderness(outOfOrderness), name);
  }

  private static KafkaSink<PaidOrder> sink(Properties settings) {
    boolean exactlyOnce = settings.getProperty("delivery").equals("exactly-once");
    return KafkaSink.<PaidOrder>builder()
        .setBootstrapServers(settings.getProperty("output.bootstrap"))
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<PaidOrder>builder()
                .setTopic(settings.getProperty("output.topic"))
                .setKeySerializationSchema(paid -> paid.order.orderId.getBytes(UTF_8))
                .setValueSerializationSchema(new JsonSerializationSchema<>())
                .build())
        .setDeliveryGuarantee(
            exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
        .setTransactionalIdPrefix(settings.getProperty("output.topic"))
        .setProperty("transaction.timeout.ms", "900000")
        .build();
  }

  /** Writes the pair. */
  private static final class Pair extends ProcessJoinFunction<Order, Payment, PaidOrder> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
        Order order, Payment payment, Context context, Collector<PaidOrder> out) {
      out.collect(new PaidOrder(order, payment));
    }
  }
}
