package io.twinroute.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Changed.OtherLimit;
import io.twinroute.runtime.failure.Changed.OtherRule;
import io.twinroute.runtime.failure.Changed.OtherSource;
import io.twinroute.runtime.failure.Changed.OutputDeleted;
import io.twinroute.runtime.failure.Changed.RepartitionAdded;
import io.twinroute.runtime.failure.Changed.SourceDeleted;
import io.twinroute.runtime.failure.Changed.SourceRecreated;
import io.twinroute.runtime.failure.Changed.SourceRepartitioned;
import io.twinroute.runtime.failure.Failure.GaveUp;
import io.twinroute.runtime.failure.Failure.Interrupted;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.failure.Failure.Other;
import io.twinroute.runtime.failure.Failure.Several;
import io.twinroute.runtime.failure.Failure.Unresumable;
import io.twinroute.runtime.failure.Failure.Unsuited;
import io.twinroute.runtime.failure.Lost.CopiesMissing;
import io.twinroute.runtime.failure.Lost.Uncopied;
import io.twinroute.runtime.failure.Lost.Unread;
import io.twinroute.runtime.failure.Unanswered.Denied;
import io.twinroute.runtime.failure.Unanswered.Existing;
import io.twinroute.runtime.failure.Unanswered.Missing;
import io.twinroute.runtime.failure.Unanswered.OtherProtocol;
import io.twinroute.runtime.failure.Unanswered.OtherProtocol.Spoken;
import io.twinroute.runtime.failure.Unanswered.Outdated;
import io.twinroute.runtime.failure.Unanswered.Refused;
import io.twinroute.runtime.failure.Unanswered.Unguarded;
import io.twinroute.runtime.failure.Unanswered.Unreachable;
import io.twinroute.runtime.failure.Unanswered.UnreachableBroker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

  private static final Cluster EAST = new Cluster("east", "e:9092", Map.of("password", "geheim"));
  private static final boolean PERMANENT = true;
  private static final boolean PASSING = false;

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind(
            PASSING,
            new Unreachable(EAST, "describe the cluster", Duration.ofSeconds(10)),
            "Cluster 'east' does not answer at e:9092 (describe the cluster; waited 10 s). Check"
                + " that its brokers run and that bootstrap-servers names them."),
        kind(
            PASSING,
            new UnreachableBroker(EAST, "describe the cluster", 2, "inside:9093", "unknown host"),
            "Cluster 'east' answers at e:9092, but advertises broker 2 at inside:9093,"
                + " which cannot be reached from here (unknown host). Check that this broker"
                + " runs, and that its advertised.listeners name an address that this machine"
                + " reaches."),
        kind(
            PASSING,
            new OtherProtocol(EAST, "make a client", "e:9092", false, Spoken.TLS, "PLAINTEXT"),
            "Cluster 'east' answers with TLS at e:9092, but its clients use PLAINTEXT."
                + " Set security.protocol to SSL or SASL_SSL among its properties, or correct"
                + " its bootstrap-servers."),
        kind(
            PASSING,
            new OtherProtocol(EAST, "make a client", "e:9092", false, Spoken.PLAIN_TEXT, "SSL"),
            "Cluster 'east' answers in plain text at e:9092, but its clients use SSL. Set"
                + " security.protocol to PLAINTEXT or SASL_PLAINTEXT among its properties, or"
                + " correct its bootstrap-servers."),
        kind(
            PASSING,
            new OtherProtocol(EAST, "make a client", "e:80", true, Spoken.NOT_KAFKA, "PLAINTEXT"),
            "Cluster 'east' advertises e:80, where something else than a Kafka broker answers."
                + " Correct that broker's advertised.listeners."),
        kind(
            PASSING,
            new OtherProtocol(EAST, "make a client", "e:80", false, Spoken.NOT_KAFKA, "PLAINTEXT"),
            "What answers at e:80, an address of cluster 'east', is no Kafka broker."
                + " Correct its bootstrap-servers."),
        kind(
            PASSING,
            new OtherProtocol(EAST, "make a client", "e:93", true, Spoken.TLS, "PLAINTEXT"),
            "Cluster 'east' answers with TLS at e:93, which it advertises, but its"
                + " clients use PLAINTEXT. Set security.protocol to SSL or SASL_SSL among its"
                + " properties, or correct that broker's advertised.listeners."),
        kind(
            PASSING,
            new Denied(EAST, "read topic 'orders'", "TopicAuthorizationException: no"),
            "Cluster 'east' at e:9092 refused to read topic 'orders': TopicAuthorizationException:"
                + " no."),
        kind(
            PASSING,
            new Missing(EAST, "describe topic 'orders'", "none"),
            "Cluster 'east' at e:9092 refused to describe topic 'orders': none."),
        kind(
            PASSING,
            new Existing(EAST, "create topic 'orders'", "is there"),
            "Cluster 'east' at e:9092 refused to create topic 'orders': is there."),
        kind(
            PASSING,
            new Unguarded(EAST, "describe its ACLs", "no authorizer"),
            "Cluster 'east' at e:9092 refused to describe its ACLs: no authorizer."),
        kind(
            PASSING,
            new Refused(EAST, "create topic 'orders'", "PolicyViolationException: no"),
            "Cluster 'east' at e:9092 refused to create topic 'orders': PolicyViolationException:"
                + " no."),
        kind(
            PASSING,
            new Outdated(EAST, "report its features", "UnsupportedVersionException", "4.3.1"),
            "Cluster 'east' at e:9092 is too old to report its features: UnsupportedVersionException."
                + " Run brokers of a version that clients of Kafka 4.3.1 support."),
        kind(
            PERMANENT,
            new OtherSource("paid", "east/orders", "west/orders"),
            "Route 'paid' was started on east/orders and cannot resume on west/orders. Give the"
                + " route a new name to start it over."),
        kind(
            PERMANENT,
            new SourceRecreated("paid", "east/orders"),
            "Route 'paid' was started on east/orders and cannot resume: the topic has been deleted"
                + " and created again since. Give the route a new name to start it over."),
        kind(
            PERMANENT,
            new SourceRepartitioned("paid", "east/orders", 3, 4),
            "Route 'paid' was started on east/orders and cannot resume: the partition count changed"
                + " from 3 to 4. Give the route a new name to start it over."),
        kind(
            PERMANENT,
            new OtherRule("paid", "left", "inner"),
            "Route 'paid' was started with the type 'left' and cannot resume with 'inner'. Give the"
                + " route a new name to start it over."),
        kind(
            PERMANENT,
            new OtherLimit("paid", 1_000, 2_000),
            "Route 'paid' was started with max-record-bytes 1000 and cannot resume with 2000. Set it"
                + " back, or give the route a new name to start it over."),
        kind(
            PERMANENT,
            new RepartitionAdded("paid"),
            "Route 'paid' was started without a repartition topic and cannot resume with"
                + " 'repartition: always' or 'key'. Give the route a new name to start it over."),
        kind(
            PERMANENT,
            new SourceDeleted("paid", EAST, "orders"),
            "Topic 'orders' of route 'paid' was deleted on cluster 'east' at e:9092. Create it"
                + " again, and give the route a new name to start it over."),
        kind(
            PERMANENT,
            new OutputDeleted("paid", EAST, "out", true),
            "Topic 'out' on cluster east (e:9092) was deleted and created again, and with it what"
                + " route 'paid' had written there. To write everything again, give the route"
                + " a new name and new topics to write to."),
        kind(
            PERMANENT,
            new OutputDeleted("paid", EAST, "out", false),
            "Topic 'out' on cluster east (e:9092) was deleted, and with it what route 'paid' had"
                + " written there. To write everything again, give the route a new name and"
                + " new topics to write to."),
        kind(
            PERMANENT,
            new Uncopied("east", "orders", 3, 12, 20),
            "Records of east/orders/3 were removed on their cluster before they were"
                + " copied, and their results are lost: offset 12 was to be next, and the"
                + " partition begins at 20 now. Give the route a new name to start from what is"
                + " left, and the topic a longer retention."),
        kind(
            PERMANENT,
            new CopiesMissing("east", "orders", 3, 12, 20, 15),
            "Copies of east/orders/3 are missing on the target, and their results are"
                + " lost: offset 12 was to be next, the copy of offset 20 came, and the source"
                + " holds offset 15 in between. Give the cluster 'east' another alias, so that"
                + " all is copied again, and the route a new name."),
        kind(
            PERMANENT,
            new Unread(
                List.of(
                    new Unread.Next("west/payments/0", 7), new Unread.Next("east/orders/3", 12))),
            "Records were removed on their cluster before they were read, and their"
                + " results are lost: east/orders/3 was to be read from offset 12,"
                + " west/payments/0 was to be read from offset 7, which it no longer holds."
                + " Give the route a new name to start from what is left, and the topic a"
                + " longer retention."),
        kind(PASSING, new Misconfigured("Set it right."), "Set it right."),
        kind(PASSING, new Interrupted("pinning offsets"), "Interrupted while pinning offsets."),
        kind(PERMANENT, new Unsuited("Not on this one."), "Not on this one."),
        kind(PERMANENT, new Unresumable("It is gone."), "It is gone."),
        kind(PERMANENT, new GaveUp("The job failed."), "The job failed."),
        kind(
            PASSING,
            new Several(List.of(new Other("One."), new Misconfigured("Two."))),
            "One." + System.lineSeparator() + "Two."),
        kind(
            PERMANENT,
            new Several(List.of(new Other("One."), new Unresumable("Two."))),
            "One." + System.lineSeparator() + "Two."),
        kind(PASSING, new Other("Something."), "Something."));
  }

  private static Arguments kind(boolean permanent, Failure failure, String text) {
    return Arguments.of(failure, text, permanent);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldSayTheSameForTheSameFacts(Failure failure, String text, boolean permanent) {
    assertThat(failure.text()).isEqualTo(text);
    assertThat(failure.isPermanent()).isEqualTo(permanent);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldTravelWithItsException(Failure failure, String text, boolean permanent)
      throws Exception {
    RouteFailedException thrown = copy(new RouteFailedException(failure));

    assertThat(thrown).hasMessage(text);
    assertThat(thrown.failure()).isEqualTo(failure);
    assertThat(thrown.isPermanent()).isEqualTo(permanent);
  }

  @Test
  void shouldKnowEveryKind() {
    assertThat(kinds().<Class<?>>map(kind -> kind.get()[0].getClass()))
        .containsAll(leaves(Failure.class).toList());
  }

  /** Failures get into logs. */
  @Test
  void shouldKeepAClustersPropertiesToItself() {
    assertThat(new Missing(EAST, "describe topic 'orders'", "none").toString())
        .doesNotContain("geheim");
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(FailureTest::leaves)
        : Stream.of(type);
  }

  private static RouteFailedException copy(RouteFailedException thrown) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (RouteFailedException) in.readObject();
    }
  }
}
