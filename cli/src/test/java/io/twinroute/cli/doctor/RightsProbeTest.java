package io.twinroute.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.cli.doctor.RightsProbe.Answer;
import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.failure.Unanswered.Unreachable;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class RightsProbeTest {

  private static final Cluster EAST = new Cluster("east", "localhost:1", Map.of());
  private static final Grant READ = Grant.topic("flink-router", EAST, "orders", AclOperation.READ);

  @Test
  void shouldMissARightOnATopicThatMayNotBeDescribed() {
    assertThat(probe(new TopicAuthorizationException("not you")).look(READ))
        .isEqualTo(new Answer(List.of(AclOperation.READ), List.of()));
  }

  @Test
  void shouldNotSeeARightOnATopicThatIsNotThere() {
    assertThat(probe(new UnknownTopicOrPartitionException("none")).look(READ))
        .isEqualTo(new Answer(List.of(), List.of(AclOperation.READ)));
  }

  @Test
  void shouldTellNothingWithoutAnAnswer() {
    RightsProbe probe = probe(new TimeoutException("too long"));

    assertThatThrownBy(() -> probe.look(READ))
        .isInstanceOfSatisfying(
            RouteFailedException.class,
            e -> assertThat(e.failure()).isInstanceOf(Unreachable.class));
  }

  private static RightsProbe probe(Exception answer) {
    return new RightsProbe(
        EAST,
        ScriptedAdmin.of(topic -> ScriptedAdmin.refusal(answer), ScriptedAdmin.refusal(answer)));
  }
}
