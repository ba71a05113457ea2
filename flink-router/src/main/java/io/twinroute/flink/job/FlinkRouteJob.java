package io.twinroute.flink.job;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.accept.AcceptFactory;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.flink.logic.LogicFactory;
import io.twinroute.flink.names.FlinkNames;
import io.twinroute.flink.passthrough.PassThroughFactory;
import io.twinroute.flink.sink.OutputRecords;
import io.twinroute.flink.sink.StrictSink;
import io.twinroute.flink.source.RouteSource;
import io.twinroute.flink.source.internals.ThreadlessSource;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.RecordSizes;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.record.RouteOutput;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A route as a Flink job: source, accept, key, logic, sink. */
public final class FlinkRouteJob {

  private final PinnedRoute route;
  private final RoutePlan plan;
  private final RouteSource source;
  private final boolean fixed;
  private final boolean inOneTask;

  private FlinkRouteJob(PinnedRoute route, boolean fixed) {
    this.route = route;
    this.plan = route.plan();
    this.source = new RouteSource(route);
    this.fixed = fixed;
    this.inOneTask = fixed && isOneTask(route);
  }

  /** The job for a cluster that may run it with other numbers of tasks than requested. */
  public static FlinkRouteJob of(PinnedRoute route) {
    return new FlinkRouteJob(route, false);
  }

  /**
   * The job for a cluster that runs it as requested: with a parallelism of one, all in one task. It
   * has the state of {@link #of}, so each resumes from the other's savepoints.
   */
  public static FlinkRouteJob ofFixedParallelism(PinnedRoute route) {
    return new FlinkRouteJob(route, true);
  }

  /** Whether {@link #ofFixedParallelism} is a single task. */
  public static boolean isOneTask(PinnedRoute route) {
    return route.plan().parallelism() == 1;
  }

  /** Adds the route's graph to {@code env}; nothing runs yet. */
  public void define(StreamExecutionEnvironment env) {
    write(logic(accept(read(env))));
  }

  /** The graph of what was defined in {@code env}, ready to be executed. */
  public StreamGraph graph(StreamExecutionEnvironment env) {
    StreamGraph graph = env.getStreamGraph();
    if (fixed) {
      ThreadlessSource.in(graph, source, FlinkNames.SOURCE);
    }
    return graph;
  }

  DataStream<SourceEvent> read(StreamExecutionEnvironment env) {
    List<String> topics = plan.inputs().stream().map(RouteInput::addresses).toList();
    return sized(
        env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(), // frontiers are sent among the records instead
                "read " + String.join(", ", topics))
            .uid(FlinkNames.SOURCE)
            .setParallelism(readers()));
  }

  DataStream<Routed> accept(DataStream<SourceEvent> events) {
    List<String> names = plan.inputs().stream().map(RouteInput::as).toList();
    return sized(
        events
            .transform(
                "accept " + String.join(", ", names), RouteTypes.ROUTED, new AcceptFactory(route))
            .uid(FlinkNames.ACCEPT)
            .setParallelism(readers()));
  }

  DataStream<RouteOutput> logic(DataStream<Routed> accepted) {
    return plan.keepsState() ? keyedLogic(accepted) : passThrough(accepted);
  }

  /** In the task that has read the records: it needs no others. */
  private DataStream<RouteOutput> passThrough(DataStream<Routed> accepted) {
    return sized(
        accepted
            .transform(plan.rule().type(), RouteTypes.ROUTE_OUTPUT, new PassThroughFactory(route))
            .uid(FlinkNames.LOGIC)
            .setParallelism(writers()));
  }

  private DataStream<RouteOutput> keyedLogic(DataStream<Routed> accepted) {
    return keyed(accepted)
        .transform(plan.rule().type(), RouteTypes.ROUTE_OUTPUT, new LogicFactory(route))
        .uid(FlinkNames.LOGIC)
        .setParallelism(tasks())
        .setMaxParallelism(RoutingKeys.KEY_GROUPS);
  }

  /** A single task owns all keys, so there is no exchange. */
  private KeyedStream<Routed, RecordKey> keyed(DataStream<Routed> accepted) {
    return inOneTask
        ? DataStreamUtils.reinterpretAsKeyedStream(accepted, Routed::key, RouteTypes.RECORD_KEY)
        : accepted.keyBy(Routed::key, RouteTypes.RECORD_KEY);
  }

  /**
   * A task's first operator decides the number of key groups of the other operators' state. So all
   * tasks have the same number, because a change of the parallelism may merge them into one.
   */
  private static <T> SingleOutputStreamOperator<T> sized(SingleOutputStreamOperator<T> operator) {
    return operator.setMaxParallelism(RoutingKeys.KEY_GROUPS);
  }

  private void write(DataStream<RouteOutput> outputs) {
    outputs
        .sinkTo(sink())
        .uid(FlinkNames.SINK)
        .name("write " + String.join(", ", plan.output().topics(FlinkEngine.ENGINE)))
        .setParallelism(writers());
  }

  /** Without an exchange, those who read also write. */
  private int writers() {
    return plan.keepsState() ? tasks() : readers();
  }

  /** More readers than partitions would have nothing to do. */
  private int readers() {
    int partitions = route.partitions().stream().mapToInt(Integer::intValue).sum();
    return Math.min(tasks(), partitions);
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
