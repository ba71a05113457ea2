package io.twinroute.config;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A route whose references are resolved as far as they can be; what is null has been reported. */
record ResolvedRoute(
    RouteDefinition definition,
    @Nullable SourceSide left,
    @Nullable SourceSide right,
    @Nullable Output output) {

  String name() {
    return definition.name();
  }

  String outputTopicPath() {
    return definition.output().path() + ".topic";
  }

  /** The sides that are resolved. */
  Stream<SourceSide> inputs() {
    return Stream.of(Optional.ofNullable(left), Optional.ofNullable(right))
        .flatMap(Optional::stream);
  }

  /** The addresses of the resolved sides. */
  Stream<TopicAddress> inputAddresses() {
    return inputs().map(side -> TopicAddress.of(side.cluster(), side.topic()));
  }

  /** The topics that engines may write; none if the output is not resolved. */
  Stream<TopicAddress> outputAddresses() {
    return output == null
        ? Stream.empty()
        : Stream.of(Engine.values())
            .map(engine -> TopicAddress.of(output.cluster(), output.topic(engine)))
            .distinct();
  }

  /** The plan; empty unless everything is resolved. */
  Optional<RoutePlan> toPlan() {
    if (left == null || right == null || output == null) {
      return Optional.empty();
    }
    return Optional.of(
        new RoutePlan(
            definition.name(),
            left,
            right,
            definition.window(),
            output,
            definition.delivery(),
            definition.exchange(),
            definition.parallelism()));
  }
}
