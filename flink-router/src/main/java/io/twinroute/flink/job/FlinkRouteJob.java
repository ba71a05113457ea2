package io.twinroute.flink.job;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.accept.AcceptFactory;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.flink.logic.LogicFactory;
import io.twinroute.flink.names.FlinkNames;
import io.twinroute.flink.sink.OutputRecords;
import io.twinroute.flink.sink.StrictSink;
import io.twinroute.flink.source.KafkaSources;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.RecordSizes;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.record.RouteOutput;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A route as a Flink job: source, accept, key, logic, sink. */
public final class FlinkRouteJob {

  private final PinnedRoute route;
  private final RoutePlan plan;

  public FlinkRouteJob(PinnedRoute route) {
    this.route = route;
    this.plan = route.plan();
  }

  /** Adds the route's graph to {@code env}; nothing runs yet. */
  public void define(StreamExecutionEnvironment env) {
    write(
        logic(
            plan.inputs().stream()
                .map(input -> accept(input.index(), read(input.index(), env)))
                .toList()));
  }

  private DataStream<SourceEvent> read(int input, StreamExecutionEnvironment env) {
    PinnedInput pinned = route.input(input);
    return env.fromSource(
            KafkaSources.of(pinned),
            WatermarkStrategy.noWatermarks(), // frontiers travel with the records instead
            "read " + pinned.input().address())
        .uid(FlinkNames.source(input))
        .setParallelism(readers(input));
  }

  DataStream<Routed> accept(int input, DataStream<SourceEvent> events) {
    return events
        .transform(
            "accept " + plan.input(input).as(), RouteTypes.ROUTED, new AcceptFactory(route, input))
        .uid(FlinkNames.accept(input))
        .setParallelism(readers(input));
  }

  DataStream<RouteOutput> logic(List<DataStream<Routed>> accepted) {
    return accepted.stream()
        .reduce((one, other) -> one.union(other))
        .orElseThrow()
        .keyBy(Routed::key, RouteTypes.RECORD_KEY)
        .transform(plan.rule().type(), RouteTypes.ROUTE_OUTPUT, new LogicFactory(route))
        .uid(FlinkNames.LOGIC)
        .setParallelism(tasks())
        .setMaxParallelism(RoutingKeys.KEY_GROUPS);
  }

  private void write(DataStream<RouteOutput> outputs) {
    outputs
        .sinkTo(sink())
        .uid(FlinkNames.SINK)
        .name("write " + String.join(", ", plan.output().topics(FlinkEngine.ENGINE)))
        .setParallelism(tasks());
  }

  /**
   * More readers than partitions would end at once, and a job with ended readers cannot take the
   * union state's checkpoints.
   */
  private int readers(int input) {
    return Math.min(plan.parallelism(), route.input(input).partitions());
  }

  /** A task without a key group would have nothing to do. */
  private int tasks() {
    return Math.min(plan.parallelism(), RoutingKeys.KEY_GROUPS);
  }

  private Sink<RouteOutput> sink() {
    Cluster target = plan.output().cluster();
    RecordSizes sizes = route.sizes();
    var sink =
        KafkaSink.<RouteOutput>builder()
            .setBootstrapServers(target.bootstrapServers())
            .setProperty("linger.ms", "20")
            .setProperty("batch.size", String.valueOf(sizes.batchBytes()))
            .setProperty("transaction.timeout.ms", String.valueOf(TRANSACTION_TIMEOUT.toMillis()))
            .setRecordSerializer(new OutputRecords(plan.output()));
    target.properties().forEach(sink::setProperty);
    sizes.producer(target.properties()::get).forEach(sink::setProperty);
    if (plan.delivery() == Delivery.AT_LEAST_ONCE) {
      sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
      return new StrictSink<>(sink.build(), ClusterClients.settings(target));
    }
    sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(
            FlinkNames.transactionalIdPrefix(target, plan.name(), route.incarnation()));
    return new StrictSink<>(sink.build(), ClusterClients.settings(target));
  }

  /**
   * The brokers' default maximum (transaction.max.timeout.ms); the sink's own default of one hour
   * would be refused. It must outlast a checkpoint interval and a restart together.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);
}
