package io.twinroute.flink.job;

import io.twinroute.config.Cluster;
import io.twinroute.config.Delivery;
import io.twinroute.config.Engine;
import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.cluster.PinnedSide;
import io.twinroute.semantics.JoinResult;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.SourceRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A route as a Flink job: source, accept, key, join, sink. */
public final class FlinkRouteJob {

  private final PinnedRoute route;
  private final RoutePlan plan;

  public FlinkRouteJob(PinnedRoute route) {
    this.route = route;
    this.plan = route.plan();
  }

  /** Adds the route's graph to {@code env}; nothing runs yet. */
  public void define(StreamExecutionEnvironment env) {
    DataStream<JoinableRecord> left = accepted(route.left(), env);
    DataStream<JoinableRecord> right = accepted(route.right(), env);
    write(join(left, right));
  }

  private DataStream<JoinableRecord> accepted(PinnedSide side, StreamExecutionEnvironment env) {
    // More readers than partitions would end at once, and a job with ended readers cannot take
    // the union state's checkpoints.
    int readers = Math.min(plan.parallelism(), side.partitions());
    return env.fromSource(source(side), frontiers(side.source()), name(side))
        .uid(FlinkNames.source(side.source()))
        .setParallelism(readers)
        .process(
            new AcceptFunction(side.source().side(), side.source().lateness(), side.partitions()))
        .returns(RouteTypes.JOINABLE_RECORD)
        .uid(FlinkNames.accept(side.source()))
        .name("accept " + side.source().as())
        .setParallelism(readers);
  }

  private DataStream<JoinResult> join(
      DataStream<JoinableRecord> left, DataStream<JoinableRecord> right) {
    return left.union(right)
        .keyBy(record -> new RecordKey(record.key()), RouteTypes.RECORD_KEY)
        .process(new JoinFunction(JoinSpec.of(plan)))
        .returns(RouteTypes.JOIN_RESULT)
        .uid(FlinkNames.JOIN)
        .name("join")
        .setParallelism(plan.parallelism());
  }

  private void write(DataStream<JoinResult> results) {
    results
        .sinkTo(sink())
        .uid(FlinkNames.SINK)
        .name("write " + plan.output().topic(Engine.FLINK))
        .setParallelism(plan.parallelism());
  }

  private static KafkaSource<SourceRecord> source(PinnedSide side) {
    return KafkaSources.of(side);
  }

  private static WatermarkStrategy<SourceRecord> frontiers(SourceSide side) {
    long lateness = side.lateness().toMillis();
    return WatermarkStrategy.<SourceRecord>forGenerator(context -> new FrontierWatermarks(lateness))
        .withTimestampAssigner((record, kafkaTimestamp) -> record.timestamp());
  }

  private KafkaSink<JoinResult> sink() {
    Cluster target = plan.output().cluster();
    var sink =
        KafkaSink.<JoinResult>builder()
            .setBootstrapServers(target.bootstrapServers())
            .setProperty("linger.ms", "20")
            .setProperty("batch.size", "131072")
            .setProperty("max.request.size", "4194304") // a result holds two values
            .setProperty("transaction.timeout.ms", String.valueOf(TRANSACTION_TIMEOUT.toMillis()))
            .setRecordSerializer(new ResultSerializer(plan.output().topic(Engine.FLINK)));
    target.properties().forEach(sink::setProperty);
    if (plan.delivery() == Delivery.EXACTLY_ONCE) {
      sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
          .setTransactionalIdPrefix(
              FlinkNames.transactionalIdPrefix(plan.name(), route.incarnation()));
    } else {
      sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
    }
    return sink.build();
  }

  /**
   * The brokers' default maximum (transaction.max.timeout.ms); the sink's own default of one hour
   * would be refused. It must outlast a checkpoint interval and a restart together.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private static String name(PinnedSide side) {
    return "read " + side.source().cluster().alias() + "/" + side.source().topic();
  }
}
