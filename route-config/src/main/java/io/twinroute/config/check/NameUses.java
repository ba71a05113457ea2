package io.twinroute.config.check;

import io.twinroute.config.check.NameUse.Role;
import io.twinroute.config.engine.EngineSection;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.config.plan.TopicNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /** A source and the key that names it. */
  private record Source(SourceTopic topic, String path) {}

  private static Stream<Source> sources(ResolvedRoute route) {
    return route
        .inputs()
        .flatMap(
            input ->
                IntStream.range(0, input.topics().size())
                    .mapToObj(
                        i ->
                            new Source(
                                input.topics().get(i), route.source(input, i).path() + ".topic")));
  }

  private static Stream<NameUse> read(ResolvedRoute route) {
    return sources(route)
        .map(
            source ->
                new NameUse(
                    TopicAddress.of(source.topic().cluster(), source.topic().topic()),
                    source.path(),
                    "'" + source.topic().topic() + "'",
                    "a source",
                    route.name(),
                    Role.READ,
                    "name another topic"));
  }

  private static Stream<NameUse> remote(ResolvedRoute route) {
    return Optional.ofNullable(route.output()).stream()
        .flatMap(
            output -> sources(route).flatMap(source -> remote(route, source, output.cluster())));
  }

  private static Stream<NameUse> remote(ResolvedRoute route, Source source, Cluster target) {
    return Engines.sections().stream()
        .flatMap(section -> section.remoteTopics(source.topic()).stream())
        .map(
            topic ->
                new NameUse(
                    TopicAddress.of(target, topic),
                    source.path(),
                    "its remote topic '" + topic + "'",
                    "the remote topic of '" + source.topic().address() + "'",
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
}
