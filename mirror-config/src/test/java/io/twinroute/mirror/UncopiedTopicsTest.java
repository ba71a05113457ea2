package io.twinroute.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.UncopiedTopics;
import io.twinroute.mirror.naming.PrefixedReplicationPolicy;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.apache.kafka.connect.mirror.ReplicationPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that are written down where MirrorMaker is not, compared with MirrorMaker's own. */
class UncopiedTopicsTest {

  private static final int NAMES = 200_000;
  private static final String ALIAS = "central";

  /** Of these almost every rule meets a name of a few pieces. */
  private static final String[] PIECES =
      (". . .. _ __ - internal .internal -internal .checkpoints checkpoints central central."
              + " .central Central east heartbeats mm2 offset-syncs orders a team-a. team-a.")
          .split(" ");

  private static final String PREFIX = "team-a.";
  private static final Cluster PLAIN = new Cluster(ALIAS, "c:1", Map.of());
  private static final Cluster PREFIXED = Routes.prefixed(PLAIN, PREFIX);

  private final DefaultReplicationPolicy policy = new DefaultReplicationPolicy();
  private final PrefixedReplicationPolicy<?> prefixed = new PrefixedReplicationPolicy<>();

  @BeforeEach
  void configure() {
    prefixed.configure(Map.of(PrefixedReplicationPolicy.PREFIX, PREFIX));
  }

  @Test
  void shouldSayOfAnyNameWhatMirrorMakerSays() {
    long seed = Long.getLong("twinroute.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < NAMES; i++) {
      shouldAgree(name(random), "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "__orders",
        ".orders",
        "orders.internal",
        "orders-internal",
        "internal",
        "central.orders",
        "web.central.clicks",
        "central",
        "central.",
        "central..",
        ".central.x",
        "x..central.y",
        "x.central.",
        "centrals.orders",
        "heartbeats",
        "mm2-offset-syncs.east.internal",
        "east.checkpoints.internal",
        "team-a.orders",
        "team-a.central.orders",
        "team-a.east.team-a.central.orders",
        "team-a.east.central.orders",
        "team-a.mm2-offset-syncs.east.internal",
        "team-a.east.checkpoints.internal",
      })
  void shouldAgreeWithMirrorMaker(String topic) {
    shouldAgree(topic, "by hand");
  }

  private void shouldAgree(String topic, String origin) {
    shouldAgree(PLAIN, policy, topic, origin);
    shouldAgree(PREFIXED, prefixed, topic, origin);
  }

  private static void shouldAgree(
      Cluster target, ReplicationPolicy policy, String topic, String origin) {
    assertThat(UncopiedTopics.isInternal(target.naming(), topic))
        .as("%s is internal, %s", topic, origin)
        .isEqualTo(policy.isInternalTopic(topic));
    assertThat(UncopiedTopics.isCopyOf(target, topic))
        .as("%s is a copy, %s", topic, origin)
        .isEqualTo(isCycle(policy, topic));
  }

  /** As the connector asks, in a method that it shows to nobody. */
  private static boolean isCycle(ReplicationPolicy policy, String topic) {
    String source = policy.topicSource(topic);
    return source != null && (source.equals(ALIAS) || isCycle(policy, policy.upstreamTopic(topic)));
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      name.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return name.toString();
  }
}
