package io.twinroute.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.flink.job.Routes;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.Sides;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class ConsumerSettingsTest {

  @Test
  void shouldReadCommittedRecordsFromGivenOffsetsOnly() {
    Properties settings = of(Map.of(), List.of());

    assertThat(settings)
        .containsEntry("bootstrap.servers", "east:9092")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("allow.auto.create.topics", "false")
        .containsEntry("max.poll.records", "2000")
        .containsEntry("client.id", "twinroute-paid-orders-0-3")
        .doesNotContainKey("interceptor.classes");
  }

  @Test
  void shouldTakeTheClustersSettingsButForWhatARouteDependsOn() {
    Properties settings =
        of(
            Map.of(
                "max.poll.records", "7",
                "client.id.prefix", "me",
                "fetch.max.wait.ms", "50",
                "group.id", "mine",
                "group.protocol", "consumer",
                "isolation.level", "read_uncommitted",
                "auto.offset.reset", "latest",
                "enable.auto.commit", "true"),
            List.of());

    assertThat(settings)
        .containsEntry("max.poll.records", "7")
        .containsEntry("fetch.max.wait.ms", "50")
        .containsEntry("client.id", "me-paid-orders-0-3")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", "false")
        .doesNotContainKeys("group.id", "client.id.prefix");
  }

  @Test
  void shouldHideWhatLiesBeyondTheEndsOfARun() {
    assertThat(of(Map.of(), List.of(5L, -1L)))
        .containsEntry("interceptor.classes", PinnedEndInterceptor.class.getName())
        .containsEntry("twinroute.pinned.ends", "5,-1");
  }

  @Test
  void shouldMakeAConsumer() {
    Properties settings = of(Map.of(), List.of(5L, -1L));
    settings.put("bootstrap.servers", "localhost:1");

    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      assertThat(consumer.assignment()).isEmpty();
    }
  }

  private static Properties of(Map<String, String> properties, List<Long> ends) {
    PinnedRoute route = Routes.pinned(2, 1, 1);
    RoutePlan plan = route.plan();
    RouteInput left = plan.input(Sides.LEFT);
    RouteInput input =
        new RouteInput(
            left.index(),
            left.name(),
            List.of(
                new SourceTopic(
                    new Cluster("east", "east:9092", properties), left.topics().get(0).topic())),
            left.as(),
            left.format(),
            left.lateness(),
            left.key(),
            left.silenceAfter());
    PinnedInput pinned =
        PinnedInput.of(input, List.of(route.input(Sides.LEFT).starts()), List.of(ends));
    return ConsumerSettings.of(
        new PinnedRoute(
            plan,
            route.incarnation(),
            List.of(pinned, route.input(Sides.RIGHT)),
            0,
            route.limit(),
            !ends.isEmpty()),
        Sides.LEFT,
        0,
        3);
  }
}
