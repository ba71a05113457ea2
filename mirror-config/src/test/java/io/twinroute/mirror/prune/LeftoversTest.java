package io.twinroute.mirror.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.mirror.References;
import io.twinroute.mirror.Routes;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.prune.Leftovers.Kept;
import io.twinroute.mirror.prune.Leftovers.Leftover;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.runtime.pin.InputPins;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.runtime.pin.TopicPins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The file has one route, which reads orders and payments. */
class LeftoversTest {

  private static final RoutePlan ROUTE =
      Routes.route(
          "paid",
          Routes.EAST,
          "orders",
          Routes.WEST,
          "payments",
          Routes.CENTRAL,
          Delivery.EXACTLY_ONCE);

  private static final MirrorConnector ORDERS = ofOneTopic("orders", "");
  private static final MirrorConnector REFUNDS = ofOneTopic("refunds", "");

  private final Map<String, RoutePins> pinned =
      new TreeMap<>(Map.of("paid", pins("ours", "east/orders", "west/payments")));

  private Set<String> running = Set.of();

  @Test
  void shouldLeaveWhatTheFileReads() {
    assertThat(find(ORDERS)).isEqualTo(new Leftovers(List.of(), List.of()));
  }

  @Test
  void shouldFindWhatOnlyARouteReadThatTheFileHadOnce() {
    pinned.put("refunded", pins("ours", "east/refunds", "west/payments"));

    assertThat(find(ORDERS, REFUNDS).own())
        .containsExactly(new Leftover(REFUNDS, List.of("refunds")));
  }

  @Test
  void shouldLeaveWhatAnotherInstallationReadsToo() {
    pinned.put("refunded", pins("ours", "east/refunds", "west/payments"));
    pinned.put("their-refunds", pins("theirs", "north/x", "east/refunds"));

    Leftovers found = find(REFUNDS);

    assertThat(found.own()).isEmpty();
    assertThat(found.kept())
        .containsExactly(
            new Kept(
                REFUNDS.name(),
                "refunds",
                "route 'their-refunds' of another installation reads it"));
  }

  /** Pins that an earlier version has written. */
  @Test
  void shouldLeaveWhatIsReadByARouteOfWhichNobodyKnowsWhoseItIs() {
    pinned.put("old", pins(null, "east/refunds", "west/payments"));

    assertThat(find(REFUNDS).own()).isEmpty();
    assertThat(find(REFUNDS).kept()).hasSize(1);
  }

  /** A file may be split in two. */
  @Test
  void shouldLeaveWhatARouteReadsThatRunsFromAnotherFile() {
    pinned.put("refunded", pins("ours", "east/refunds", "west/payments"));
    running = Set.of("twinroute-refunded-01234567");

    assertThat(find(REFUNDS).kept())
        .containsExactly(
            new Kept(REFUNDS.name(), "refunds", "route 'refunded' runs, and reads it"));
    running = Set.of("twinroute-refunded-other-01234567", "twinroute-refunded-76543210");
    assertThat(find(REFUNDS).own()).hasSize(1);
  }

  @Test
  void shouldGoByItsMakerWhereNobodyHasEverReadATopic() {
    MirrorConnector theirs = ofOneTopic("theirs", "theirs");
    MirrorConnector ours = ofOneTopic("ours", "ours");

    Leftovers found = find(theirs, ours, REFUNDS);

    assertThat(found.own()).containsExactly(new Leftover(ours, List.of("ours")));
    assertThat(found.kept())
        .containsExactly(
            new Kept(theirs.name(), "theirs", "another installation has made the connector"),
            new Kept(REFUNDS.name(), "refunds", "it is not known who reads it"));
  }

  @Test
  void shouldTakeNothingForItsOwnBeforeARouteOfTheFileHasStarted() {
    pinned.clear();
    pinned.put("refunded", pins("ours", "east/refunds", "west/payments"));

    assertThat(find(REFUNDS, ofOneTopic("x", "ours")).own()).isEmpty();
  }

  @Test
  void shouldLookOnlyAtConnectorsThatAreNamedAsOurs() {
    pinned.put("refunded", pins("ours", "east/refunds", "west/payments"));

    assertThat(
            find(
                new MirrorConnector("east-refunds", REFUNDS.config()),
                new MirrorConnector("twinroute-files", Map.of("topic", "t"))))
        .isEqualTo(new Leftovers(List.of(), List.of()));
  }

  @Test
  void shouldTakeFromAnEarlierVersionsConnectorWhatNobodyNeedsOfIt() {
    pinned.put("refunded", pins("ours", "east/refunds", "west/payments"));
    pinned.put("their-invoices", pins("theirs", "east/invoices", "west/x"));
    MirrorConnector pair = ofAPair("orders,refunds,invoices,forgotten");

    Leftovers found = find(pair, ORDERS);

    assertThat(found.own())
        .containsExactly(new Leftover(pair, List.of("orders", "refunds", "forgotten")));
    assertThat(found.own().get(0).isWhole()).isFalse();
    assertThat(found.kept()).extracting(Kept::topic).containsExactly("invoices");
  }

  /** The routes would be without copies until the next start. */
  @Test
  void shouldLeaveAnEarlierVersionsConnectorWhatHasNoneOfItsOwnYet() {
    MirrorConnector pair = ofAPair("orders");

    assertThat(find(pair)).isEqualTo(new Leftovers(List.of(), List.of()));
    assertThat(find(pair, ORDERS).own())
        .singleElement()
        .returns(true, Leftover::isWhole)
        .returns(pair, Leftover::connector);
  }

  /** Who names things in another way is another installation, whatever the pins contain. */
  @Test
  void shouldLookOnlyAtConnectorsWithThePrefixOfTheFile() {
    MirrorConnector ofATeam =
        new MirrorConnector(
                "team-a.twinroute-east-to-central.orders",
                MirrorConnectors.of(
                        List.of(Routes.ofATeam()), Routes.SETTINGS, References.ROUTE_FILE)
                    .get(0)
                    .config())
            .madeBy("ours");

    assertThat(ofATeam.isOfOneTopic()).isTrue();
    assertThat(find(ofATeam, ORDERS)).isEqualTo(new Leftovers(List.of(), List.of()));
    RoutePlan other =
        Routes.route(
            "paid",
            Routes.prefixed(Routes.EAST, "team-a."),
            "refunds",
            Routes.prefixed(Routes.WEST, "team-a."),
            "payments",
            Routes.prefixed(Routes.CENTRAL, "team-a."),
            Delivery.EXACTLY_ONCE);
    Readers team = new Readers(other.output().cluster(), List.of(other), pinned, running);
    assertThat(Leftovers.of(team, Map.of(ofATeam.name(), ofATeam, REFUNDS.name(), REFUNDS)).own())
        .containsExactly(new Leftover(ofATeam, List.of("orders")));
  }

  /** A group that has members is a route that runs. */
  @Test
  void shouldKnowARunningRouteByThePrefixOfItsGroup() {
    pinned.put("refunded", pins("ours", "east/refunds", "west/payments"));
    Cluster target = Routes.prefixed(Routes.CENTRAL, "team-a.");
    String group = "twinroute-refunded-01234567";

    assertThat(
            new Readers(target, List.of(ROUTE), pinned, Set.of("team-a." + group))
                .objection("east/refunds"))
        .isPresent();
    assertThat(new Readers(target, List.of(ROUTE), pinned, Set.of(group)).objection("east/refunds"))
        .isEmpty();
  }

  private Leftovers find(MirrorConnector... connectors) {
    Map<String, MirrorConnector> all = new LinkedHashMap<>();
    for (MirrorConnector connector : connectors) {
      all.put(connector.name(), connector);
    }
    return Leftovers.of(new Readers(Routes.CENTRAL, List.of(ROUTE), pinned, running), all);
  }

  private static RoutePins pins(@Nullable String installation, String left, String right) {
    return new RoutePins(
        "0123456789abcdef",
        0,
        "inner",
        1_000,
        List.of(
            new InputPins(List.of(new TopicPins(left, "l", List.of(0L)))),
            new InputPins(List.of(new TopicPins(right, "r", List.of(0L))))),
        Map.of(),
        Map.of(),
        installation);
  }

  private static MirrorConnector ofOneTopic(String topic, String maker) {
    return mirror("twinroute-east-to-central." + topic, topic).madeBy(maker);
  }

  private static MirrorConnector ofAPair(String topics) {
    return mirror("twinroute-east-to-central", topics);
  }

  private static MirrorConnector mirror(String name, String topics) {
    return new MirrorConnector(
        name,
        Map.of(
            "source.cluster.alias", "east", "target.cluster.alias", "central", "topics", topics));
  }
}
