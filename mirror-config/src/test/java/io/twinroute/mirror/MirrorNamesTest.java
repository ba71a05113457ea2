package io.twinroute.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.naming.PrefixedReplicationPolicy;
import java.util.Map;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.junit.jupiter.api.Test;

class MirrorNamesTest {

  @Test
  void shouldKeepNamesThatHoldState() {
    // Changing one of these loses the mirrors' offsets or the topology's input.
    assertThat(MirrorNames.connector(Routes.paidOrders().input(0).topics().get(0), Routes.CENTRAL))
        .isEqualTo("twinroute-east-to-central.orders");
    assertThat(MirrorNames.pairConnector(Naming.PLAIN, "east", "central"))
        .isEqualTo("twinroute-east-to-central");
    assertThat(MirrorNames.remoteTopic(Routes.paidOrders().input(0).topics().get(0)))
        .isEqualTo("east.orders");
    assertThat(MirrorNames.workerGroup(Routes.CENTRAL)).isEqualTo("twinroute-connect-central");
    assertThat(MirrorNames.configTopic(Routes.CENTRAL))
        .isEqualTo("twinroute-connect-central-configs");
    assertThat(MirrorNames.offsetTopic(Routes.CENTRAL))
        .isEqualTo("twinroute-connect-central-offsets");
    assertThat(MirrorNames.statusTopic(Routes.CENTRAL))
        .isEqualTo("twinroute-connect-central-status");
    assertThat(MirrorNames.tokenTopic(Routes.CENTRAL)).isEqualTo("twinroute-connect-central-token");
    // Connect's own name for it.
    assertThat(MirrorNames.workerTransactionalId(Routes.CENTRAL))
        .isEqualTo(
            DistributedConfig.transactionalProducerId(MirrorNames.workerGroup(Routes.CENTRAL)));
  }

  @Test
  void shouldBeginWithThePrefix() {
    SourceTopic orders = Routes.ofATeam().input(0).topics().get(0);
    Cluster target = Routes.ofATeam().output().cluster();

    assertThat(MirrorNames.connector(orders, target))
        .isEqualTo("team-a.twinroute-east-to-central.orders");
    assertThat(MirrorNames.remoteTopic(orders)).isEqualTo("team-a.east.orders");
    assertThat(MirrorNames.workerGroup(target)).isEqualTo("team-a.twinroute-connect-central");
    assertThat(MirrorNames.workerTransactionalId(target))
        .isEqualTo("team-a.connect-cluster-twinroute-connect-central");
    assertThat(MirrorNames.configTopic(target))
        .isEqualTo("team-a.twinroute-connect-central-configs");
    assertThat(MirrorNames.offsetTopic(target))
        .isEqualTo("team-a.twinroute-connect-central-offsets");
    assertThat(MirrorNames.statusTopic(target))
        .isEqualTo("team-a.twinroute-connect-central-status");
    assertThat(MirrorNames.tokenTopic(target)).isEqualTo("team-a.twinroute-connect-central-token");
  }

  @Test
  void shouldCallRemoteTopicsAsTheMirrorDoes() {
    assertThat(MirrorNames.remoteTopic(Routes.paidOrders().input(0).topics().get(0)))
        .isEqualTo(new DefaultReplicationPolicy().formatRemoteTopic("east", "orders"));

    PrefixedReplicationPolicy<?> policy = new PrefixedReplicationPolicy<>();
    policy.configure(Map.of(PrefixedReplicationPolicy.PREFIX, "team-a."));
    assertThat(MirrorNames.remoteTopic(Routes.ofATeam().input(0).topics().get(0)))
        .isEqualTo(policy.formatRemoteTopic("east", "orders"));
  }
}
