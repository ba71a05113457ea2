package io.twinroute.kstreams.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.RemovalEvidence;
import io.twinroute.kstreams.topology.SilenceEvidence;
import io.twinroute.kstreams.topology.StreamsRouteTopology;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.plan.Diagram;
import io.twinroute.semantics.record.SizeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.TopologyDescription;

/** Describes what the Streams router would run for a route, without asking a cluster. */
final class StreamsPlan {

  private final RoutePlan route;
  private final StreamsSettings settings;
  private final String application;

  private StreamsPlan(RoutePlan route, StreamsSettings settings) {
    this.route = route;
    this.settings = settings;
    this.application = StreamsTopics.application(route.output().cluster(), route.name());
  }

  static String of(RoutePlan route, StreamsSettings settings) {
    return new StreamsPlan(route, settings).text();
  }

  private String text() {
    Cluster target = route.output().cluster();
    List<String> lines = new ArrayList<>();
    lines.add("route " + route.name() + " on Kafka Streams, at cluster " + target);
    lines.add("  application id   " + application);
    lines.add(
        "                   (<incarnation>: 8 characters, given when the route first starts)");
    lines.add("  delivery         " + route.delivery().id());
    lines.add("  Connect worker   " + connectWorker());
    route.sources().forEach(source -> lines.add("  mirror           " + mirror(source, target)));
    lines.add("  results          " + route.output().topic(StreamsEngine.ENGINE));
    lines.add("  late             " + topic(route.output().lateTopic(StreamsEngine.ENGINE)));
    lines.add("  dead letters     " + topic(route.output().deadLetterTopic(StreamsEngine.ENGINE)));
    lines.add("  store            " + store(StreamsNames.STATE_STORE));
    lines.add("  repartition      " + repartition());
    topology(route).toString().lines().forEach(line -> lines.add("  " + line));
    return String.join(System.lineSeparator(), lines);
  }

  private String connectWorker() {
    if (settings.mirror() == Mirror.EXTERNAL) {
      return "run by others (mirror: external)";
    }
    return settings.connect() == null ? "in the router's own process" : settings.connect();
  }

  private String mirror(SourceTopic source, Cluster target) {
    return "%s copies %s/%s to %s"
        .formatted(
            settings.mirror() == Mirror.EXTERNAL
                ? "someone else"
                : MirrorNames.connector(source, target),
            source.cluster().alias(),
            source.topic(),
            MirrorNames.remoteTopic(source));
  }

  private static String topic(Optional<String> topic) {
    return topic.orElse("counted only");
  }

  private String store(String name) {
    return name + ", changelog " + StreamsTopics.changelogTopic(application, name);
  }

  private String repartition() {
    if (!route.keepsState()) {
      return "none: records stay in their partitions until they are written";
    }
    String topic =
        "%s with %d partitions, and the store %s"
            .formatted(
                StreamsTopics.repartitionTopic(application),
                route.parallelism(),
                store(StreamsNames.PROGRESS_STORE));
    return route.needsRepartition()
        ? topic
        : "none if all topics have the same partitions and keys are where Kafka's hash puts"
            + " them, as shown here; otherwise "
            + topic;
  }

  /** The mirrors and the processors between the topics that they read and write. */
  static void draw(RoutePlan route, Diagram diagram) {
    Cluster target = route.output().cluster();
    for (SourceTopic source : route.sources().toList()) {
      String mirror =
          diagram.step(
              "mirror " + source.address(), "mirror " + MirrorNames.connector(source, target));
      diagram.edge(diagram.topic(source.address()), mirror);
      diagram.edge(mirror, diagram.topic(at(target, MirrorNames.remoteTopic(source))));
    }
    String application = StreamsTopics.application(target, route.name());
    for (TopologyDescription.Subtopology part : topology(route).subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        String step = diagram.step(node.name(), node.name());
        node.successors()
            .forEach(next -> diagram.edge(step, diagram.step(next.name(), next.name())));
        if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
          source
              .topicSet()
              .forEach(
                  topic -> diagram.edge(diagram.topic(at(target, full(topic, application))), step));
        }
        if (node instanceof TopologyDescription.Sink sink && sink.topic() != null) {
          diagram.edge(step, diagram.topic(at(target, full(sink.topic(), application))));
        }
      }
    }
  }

  /** Internal topics are described without the application's id. */
  private static String full(String topic, String application) {
    String repartition = StreamsTopics.repartitionTopic(application);
    return repartition.equals(application + "-" + topic) ? repartition : topic;
  }

  private static String at(Cluster cluster, String topic) {
    return cluster.alias() + "/" + topic;
  }

  private static TopologyDescription topology(RoutePlan route) {
    PinnedRoute unpinned = unpinned(route);
    return StreamsRouteTopology.of(
            unpinned, SilenceEvidence.NONE, RemovalEvidence.NONE, new StreamsProgress(unpinned))
        .describe();
  }

  /**
   * The route as if it had been prepared: the topology's shape depends on the repartition topic
   * alone.
   */
  private static PinnedRoute unpinned(RoutePlan route) {
    return new PinnedRoute(
        route,
        "",
        route.inputs().stream().map(PinnedInput::unseen).toList(),
        route.needsRepartition() ? route.parallelism() : 0,
        SizeLimit.DEFAULT,
        false);
  }
}
