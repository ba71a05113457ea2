package io.twinroute.kstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.engine.EngineDeclarations;
import io.twinroute.runtime.engine.InternalTopics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsDeclarationTest {

  private final StreamsDeclaration declaration = new StreamsDeclaration();

  @Test
  void shouldBeFound() {
    assertThat(EngineDeclarations.of(StreamsEngine.ENGINE)).isInstanceOf(StreamsDeclaration.class);
  }

  @Test
  void shouldListTheRightsOfRouterAndItsOwnWorker() throws Exception {
    assertThat(grants(""))
        .allMatch(grant -> grant.component().equals("kstreams-router"))
        .extracting(Grant::toString)
        .contains(
            "kstreams-router at east: READ on literal TOPIC orders",
            "kstreams-router at central: CREATE, DESCRIBE_CONFIGS, READ on literal TOPIC east.orders",
            "kstreams-router at central: WRITE on literal TOPIC east.orders",
            "kstreams-router at central: READ on prefixed GROUP twinroute-paid-orders-",
            "kstreams-router at central: WRITE on prefixed TRANSACTIONAL_ID twinroute-paid-orders-",
            "kstreams-router at central: CREATE, DELETE, READ, WRITE on prefixed TOPIC"
                + " twinroute-paid-orders-",
            "kstreams-router at central: READ on literal GROUP twinroute-connect-central");
  }

  @Test
  void shouldLeaveTheWorkersOwnNamesToAConnectCluster() throws Exception {
    assertThat(grants("kstreams: { connect: 'http://c:8083' }"))
        .extracting(Grant::toString)
        .contains(
            "mirror at east: READ on literal TOPIC orders",
            "mirror at central: WRITE on literal TOPIC east.orders")
        .noneMatch(grant -> grant.contains("twinroute-connect-central"));
  }

  @Test
  void shouldLeaveAllRightsOfMirrorsToThoseWhoRunThem() throws Exception {
    assertThat(grants("kstreams: { mirror: external }"))
        .extracting(Grant::toString)
        .contains(
            "kstreams-router at central: CREATE, DESCRIBE_CONFIGS, READ on literal TOPIC east.orders")
        .noneMatch(grant -> grant.contains("WRITE on literal TOPIC east.orders"));
  }

  @Test
  void shouldKnowThatAConnectClusterWritesAsItsOwnUser() throws Exception {
    assertThat(grants("kstreams: { connect: 'http://c:8083' }"))
        .filteredOn(grant -> declaration.unknownUser(grant).isPresent())
        .extracting(Grant::toString)
        .containsExactly(
            "mirror at central: WRITE on literal TOPIC east.orders",
            "mirror at central: WRITE on literal TOPIC west.payments");
  }

  @Test
  void shouldOwnTheRemoteTopicsAndThoseOfWorkers() throws Exception {
    assertThat(declaration.internalTopics(Yaml.read("").routes().get(0)))
        .isEqualTo(
            new InternalTopics(
                List.of("east.orders", "west.payments"), List.of("twinroute-connect-")));
  }

  /** Its section says so when a file is read, whichever engine is to run. */
  @ParameterizedTest
  @ValueSource(strings = {"east.orders", "west.payments"})
  void shouldLetNoRouteWriteToARemoteTopic(String topic) {
    assertThat(Yaml.problems("  other: " + Yaml.route(topic)))
        .containsExactly(
            "twinroute.routes.other.output.topic: '"
                + topic
                + "' is where a source topic is mirrored to; name another topic");
  }

  @Test
  void shouldWantNothingOnTheTargetThatHasNotThePrefix() throws Exception {
    RouteFile file = Yaml.read("");
    RoutePlan plain = file.routes().get(0);
    Cluster target = ofATeam(plain.output().cluster());
    RoutePlan route =
        new RoutePlan(
            plain.name(),
            plain.inputs().stream()
                .map(input -> input.withClusters(StreamsDeclarationTest::ofATeam))
                .toList(),
            plain.rule(),
            new Output(target, "team-a.paid-{engine}", null, null, 1, null, Cleanup.DELETE),
            plain.delivery(),
            plain.repartition(),
            plain.parallelism(),
            null);

    assertThat(declaration.grants(route, file))
        .filteredOn(grant -> grant.cluster().alias().equals("central"))
        .extracting(grant -> grant.resource().name())
        .contains(
            "team-a.twinroute.pins",
            "team-a.twinroute-pins-paid-orders",
            "team-a.east.orders",
            "team-a.twinroute-paid-orders-",
            "team-a.twinroute-connect-central",
            "team-a.connect-cluster-twinroute-connect-central")
        .allMatch(name -> name.startsWith("team-a."));
    assertThat(declaration.internalTopics(route))
        .isEqualTo(
            new InternalTopics(
                List.of("team-a.east.orders", "team-a.west.payments"),
                List.of("team-a.twinroute-connect-")));
    assertThat(new StreamsSection().internalTopics("paid-orders", target))
        .allMatch(name -> name.startsWith("team-a."));
  }

  private static Cluster ofATeam(Cluster cluster) {
    return new Cluster(
        cluster.alias(), cluster.bootstrapServers(), cluster.properties(), new Naming("team-a."));
  }

  private List<Grant> grants(String addition) throws Exception {
    RouteFile file = Yaml.read(addition);
    return declaration.grants(file.routes().get(0), file);
  }
}
