package io.twinroute.bench.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.formats.json.JsonDeserializationSchema;
import org.apache.flink.formats.json.JsonSerializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.util.Collector;

/** Joins orders and payments with {@code intervalJoin}. Runs until it is killed. */
public final class IntervalJoinJob {

  private IntervalJoinJob() {}

  /**
   * @param args the file that {@link Peer} reads
   */
  public static void main(String[] args) throws Exception {
    Peer peer = new Peer(args[0]);
    StreamExecutionEnvironment env = peer.environment();
    Duration window = peer.millis("window");
    DataStream<Order> orders = source(env, peer, "orders", Order.class);
    DataStream<Payment> payments = source(env, peer, "right", Payment.class);
    orders
        .keyBy(order -> order.orderId)
        .intervalJoin(payments.keyBy(payment -> payment.orderId))
        .between(window.negated(), window)
        .process(new Pair())
        .sinkTo(sink(peer));
    env.execute("paid-orders");
  }

  private static <T> DataStream<T> source(
      StreamExecutionEnvironment env, Peer peer, String name, Class<T> type) {
    KafkaSourceBuilder<T> source =
        KafkaSource.<T>builder()
            .setBootstrapServers(peer.get(name + ".bootstrap"))
            .setTopics(peer.get(name + ".topic"))
            .setGroupId("benchmark")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(new JsonDeserializationSchema<>(type));
    if (peer.isTuned()) {
      source.setProperty("max.poll.records", "5000").setProperty("fetch.min.bytes", "65536");
    }
    return env.fromSource(
        source.build(), WatermarkStrategy.forBoundedOutOfOrderness(peer.millis("lateness")), name);
  }

  private static KafkaSink<PaidOrder> sink(Peer peer) {
    KafkaSinkBuilder<PaidOrder> sink =
        KafkaSink.<PaidOrder>builder()
            .setBootstrapServers(peer.get("output.bootstrap"))
            .setRecordSerializer(
                KafkaRecordSerializationSchema.<PaidOrder>builder()
                    .setTopic(peer.get("output.topic"))
                    .setKeySerializationSchema(paid -> paid.order.orderId.getBytes(UTF_8))
                    .setValueSerializationSchema(new JsonSerializationSchema<>())
                    .build())
            .setDeliveryGuarantee(
                peer.isExactlyOnce()
                    ? DeliveryGuarantee.EXACTLY_ONCE
                    : DeliveryGuarantee.AT_LEAST_ONCE)
            .setTransactionalIdPrefix(peer.get("output.topic"))
            .setProperty("transaction.timeout.ms", "900000");
    if (peer.isTuned()) {
      sink.setProperty("batch.size", "262144")
          .setProperty("linger.ms", "50")
          .setProperty("compression.type", "lz4");
    }
    return sink.build();
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
