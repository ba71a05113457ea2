package io.twinroute.config.check;

import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.read.RouteDefinition;
import io.twinroute.config.read.WrittenTopic;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A route whose references are resolved as far as they can be; what is null has been reported. */
record ResolvedRoute(
    RouteDefinition definition,
    @Nullable RouteInput left,
    @Nullable RouteInput right,
    @Nullable Output output) {

  /** A topic that an engine may write, under the name that the engine gives it. */
  record Written(WrittenTopic topic, TopicAddress address) {

    /** How a message about it begins; the name of a default is not what its key holds. */
    String subject() {
      return topic.isDefault()
          ? "its " + topic.use().title() + " '" + address.topic() + "'"
          : "'" + address.topic() + "'";
    }
  }

  String name() {
    return definition.name();
  }

  /** The sides that are resolved. */
  Stream<RouteInput> inputs() {
    return Stream.of(Optional.ofNullable(left), Optional.ofNullable(right))
        .flatMap(Optional::stream);
  }

  /** The addresses of the resolved sides. */
  Stream<TopicAddress> inputAddresses() {
    return inputs()
        .flatMap(side -> side.topics().stream())
        .map(source -> TopicAddress.of(source.cluster(), source.topic()));
  }

  /** A topic of a resolved side as the file has it. */
  RouteDefinition.Source source(RouteInput input, int topic) {
    return definition.input(input.index()).sources().get(topic);
  }

  /** The topics that engines may write; none if the output is not resolved. */
  Stream<Written> writtenTopics() {
    return output == null
        ? Stream.empty()
        : definition
            .output()
            .topics()
            .flatMap(
                topic ->
                    topic
                        .names()
                        .map(name -> new Written(topic, TopicAddress.of(output.cluster(), name))));
  }

  /** The plan; empty unless everything is resolved. */
  Optional<RoutePlan> toPlan() {
    if (left == null || output == null || (right == null && definition.right() != null)) {
      return Optional.empty();
    }
    return Optional.of(
        new RoutePlan(
            definition.name(),
            inputs().toList(),
            definition.rule(),
            output,
            definition.delivery(),
            definition.repartition(),
            definition.parallelism(),
            definition.maxRecordBytes(),
            definition.enabled()));
  }
}
