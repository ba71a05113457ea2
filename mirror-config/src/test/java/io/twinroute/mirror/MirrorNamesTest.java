package io.twinroute.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.engine.MirrorNames;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.junit.jupiter.api.Test;

class MirrorNamesTest {

  @Test
  void shouldKeepNamesThatHoldState() {
    // Changing one of these loses the mirrors' offsets or the topology's input.
    assertThat(MirrorNames.connector(Routes.paidOrders().input(0), Routes.CENTRAL))
        .isEqualTo("twinroute-east-to-central.orders");
    assertThat(MirrorNames.pairConnector("east", "central")).isEqualTo("twinroute-east-to-central");
    assertThat(MirrorNames.remoteTopic(Routes.paidOrders().input(0))).isEqualTo("east.orders");
    assertThat(MirrorNames.workerGroup(Routes.CENTRAL)).isEqualTo("twinroute-connect-central");
    assertThat(MirrorNames.configTopic(Routes.CENTRAL))
        .isEqualTo("twinroute-connect-central-configs");
    assertThat(MirrorNames.offsetTopic(Routes.CENTRAL))
        .isEqualTo("twinroute-connect-central-offsets");
    assertThat(MirrorNames.statusTopic(Routes.CENTRAL))
        .isEqualTo("twinroute-connect-central-status");
    assertThat(MirrorNames.tokenTopic(Routes.CENTRAL)).isEqualTo("twinroute-connect-central-token");
  }

  @Test
  void shouldCallRemoteTopicsAsTheMirrorDoes() {
    assertThat(MirrorNames.remoteTopic(Routes.paidOrders().input(0)))
        .isEqualTo(new DefaultReplicationPolicy().formatRemoteTopic("east", "orders"));
  }
}
