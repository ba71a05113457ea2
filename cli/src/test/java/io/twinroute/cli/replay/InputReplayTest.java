package io.twinroute.cli.replay;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.RouteFailedException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputReplayTest {

  private static final SourceTopic CUSTOMERS =
      new SourceTopic(new Cluster("west", "localhost:1", Map.of()), "customers");

  private final InputReplay replay = new InputReplay("joined", CUSTOMERS, List.of());

  @ParameterizedTest
  @ValueSource(strings = {"compact", "compact,delete", "delete, compact"})
  void shouldRefuseACompactedTopicAndSayWhatToDo(String policy) {
    assertThatThrownBy(() -> replay.mustNotBeCompacted(clusterWith(policy)))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContainingAll(
            "'customers'",
            "west (localhost:1)",
            "cleanup.policy=" + policy,
            "nothing was replayed.",
            "'--input'");
  }

  @Test
  void shouldTakeATopicThatKeepsAllRecordsOfAKey() {
    assertThatNoException().isThrownBy(() -> replay.mustNotBeCompacted(clusterWith("delete")));
  }

  @Test
  void shouldRefuseATopicWhosePolicyIsNotTold() {
    KafkaFutureImpl<Config> refused = new KafkaFutureImpl<>();
    refused.completeExceptionally(new TopicAuthorizationException("no DescribeConfigs"));

    assertThatThrownBy(() -> replay.mustNotBeCompacted(admin(refused)))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContainingAll("'west'", "'customers'", "no DescribeConfigs");
  }

  @Test
  void shouldNotAskWhereThereIsNothingToReplay() {
    assertThatNoException().isThrownBy(replay::mustNotBeCompacted);
  }

  private static Admin clusterWith(String policy) {
    return admin(
        KafkaFuture.completedFuture(
            new Config(List.of(new ConfigEntry("cleanup.policy", policy)))));
  }

  /** A cluster that knows no question but the one for a topic's settings. */
  private static Admin admin(KafkaFuture<Config> settings) {
    DescribeConfigsResult result =
        new DescribeConfigsResult(
            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "customers"), settings)) {};
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("describeConfigs")) {
                return result;
              }
              throw new UnsupportedOperationException(method.toString());
            });
  }
}
