package io.twinroute.config.check;

import io.twinroute.config.check.NameUse.Role;
import io.twinroute.config.engine.EngineSection;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.TopicNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists every topic that a file's routes need on any cluster, for whichever engine. */
final class NameUses {

  private NameUses() {}

  /** Those that a user can do least about come first. */
  static List<NameUse> of(List<ResolvedRoute> routes) {
    return Stream.of(
            routes.stream().flatMap(NameUses::reserved),
            routes.stream().flatMap(NameUses::read),
            routes.stream().flatMap(NameUses::remote),
            routes.stream().flatMap(NameUses::written))
        .flatMap(uses -> uses)
        .toList();
  }

  private static Stream<NameUse> reserved(ResolvedRoute route) {
    Output output = route.output();
    if (output == null) {
      return Stream.empty();
    }
    Cluster target = output.cluster();
    return Stream.of(
            TopicNames.OF_BROKERS.stream()
                .map(topic -> reserved(target, topic, "a topic of the brokers' own")),
            Stream.of(
                reserved(
                    target,
                    TopicNames.pins(target),
                    "the topic in which routers pin where routes start")),
            Engines.sections().stream().flatMap(section -> internal(section, route.name(), target)))
        .flatMap(uses -> uses);
  }

  private static Stream<NameUse> internal(EngineSection<?> section, String route, Cluster target) {
    String what = "a topic that " + section.engine().title() + " creates for itself";
    return section.internalTopics(route, target).stream()
        .map(topic -> reserved(target, topic, what));
  }

  private static NameUse reserved(Cluster target, String topic, String what) {
    return new NameUse(TopicAddress.of(target, topic), "", "", what, "", Role.RESERVED, "");
  }

  private static Stream<NameUse> read(ResolvedRoute route) {
    return route
        .inputs()
        .map(
            input ->
                new NameUse(
                    TopicAddress.of(input.cluster(), input.topic()),
                    path(route, input),
                    "'" + input.topic() + "'",
                    "a source",
                    route.name(),
                    Role.READ,
                    "name another topic"));
  }

  private static Stream<NameUse> remote(ResolvedRoute route) {
    return Optional.ofNullable(route.output()).stream()
        .flatMap(output -> route.inputs().flatMap(input -> remote(route, input, output.cluster())));
  }

  private static Stream<NameUse> remote(ResolvedRoute route, RouteInput input, Cluster target) {
    return Engines.sections().stream()
        .flatMap(section -> section.remoteTopics(input).stream())
        .map(
            topic ->
                new NameUse(
                    TopicAddress.of(target, topic),
                    path(route, input),
                    "its remote topic '" + topic + "'",
                    "the remote topic of '" + input.address() + "'",
                    route.name(),
                    Role.CREATED,
                    "read another topic, or give its cluster another alias"));
  }

  private static Stream<NameUse> written(ResolvedRoute route) {
    return route
        .writtenTopics()
        .map(
            written ->
                new NameUse(
                    written.address(),
                    written.topic().path(),
                    written.subject(),
                    "the " + written.topic().use().title(),
                    route.name(),
                    Role.CREATED,
                    written.topic().wayOut()));
  }

  private static String path(ResolvedRoute route, RouteInput input) {
    return (input.index() == 0 ? route.definition().left() : route.definition().right()).path()
        + ".topic";
  }
}
