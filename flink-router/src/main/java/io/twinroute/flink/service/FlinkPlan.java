package io.twinroute.flink.service;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.flink.engine.FlinkSettings;
import io.twinroute.flink.job.FlinkRouteJob;
import io.twinroute.flink.names.FlinkNames;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.RouteNames;
import io.twinroute.runtime.plan.Diagram;
import io.twinroute.semantics.record.SizeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;

/**
 * Describes a route's Flink job, from the graph that would be submitted. It is built for sources of
 * one partition, because no cluster is asked.
 */
final class FlinkPlan {

  private static final String INCARNATION = "<incarnation>";

  private final RoutePlan plan;
  private final FlinkSettings settings;

  FlinkPlan(RoutePlan plan, FlinkSettings settings) {
    this.plan = plan;
    this.settings = settings;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, "flink job", FlinkNames.jobs(plan.name(), INCARNATION) + "*");
    line(
        text,
        "runs on",
        settings.cluster() == null
            ? "a cluster inside the router's process"
            : "the Flink cluster at " + settings.cluster());
    line(text, "state", settings.stateBackend().id() + ", " + settings.stateDir());
    line(text, "checkpoint every", settings.checkpointInterval().toMillis() + " ms");
    line(
        text,
        "transactional ids",
        RouteNames.prefix(plan.output().cluster(), plan.name()) + "<its first 8 characters>-*");
    for (StreamNode node : graph().getStreamNodes()) {
      line(
          text,
          "operator",
          "%s (uid %s)%s"
              .formatted(
                  node.getOperatorName(),
                  node.getTransformationUID(),
                  node.getOutEdgeIndices().isEmpty() ? "" : " ->"));
    }
    return text.toString();
  }

  /** The operators between the topics that they read and write. */
  void draw(Diagram diagram) {
    StreamGraph graph = graph();
    List<String> written = new ArrayList<>();
    Output output = plan.output();
    Engine engine = FlinkEngine.ENGINE;
    written.add(output.topic(engine));
    output.lateTopic(engine).ifPresent(written::add);
    output.deadLetterTopic(engine).ifPresent(written::add);
    for (StreamNode node : graph.getStreamNodes()) {
      String step = step(diagram, node);
      if (node.getInEdges().isEmpty()) {
        plan.inputs().stream()
            .flatMap(input -> input.topics().stream())
            .forEach(topic -> diagram.edge(diagram.topic(topic.address()), step));
      }
      node.getOutEdges()
          .forEach(
              edge -> diagram.edge(step, step(diagram, graph.getStreamNode(edge.getTargetId()))));
      if (node.getOutEdges().isEmpty()) {
        written.forEach(
            topic -> diagram.edge(step, diagram.topic(output.cluster().alias() + "/" + topic)));
      }
    }
  }

  private static String step(Diagram diagram, StreamNode node) {
    return diagram.step(Integer.toString(node.getId()), String.valueOf(node.getOperatorName()));
  }

  private StreamGraph graph() {
    List<PinnedInput> inputs = plan.inputs().stream().map(PinnedInput::unseen).toList();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    FlinkRouteJob.of(new PinnedRoute(plan, "00000000", inputs, 0, SizeLimit.DEFAULT, false))
        .define(env);
    return env.getStreamGraph();
  }

  private static void line(StringBuilder text, String what, String value) {
    text.append(String.format(Locale.ROOT, "  %-18s %s%n", what, value));
  }
}
