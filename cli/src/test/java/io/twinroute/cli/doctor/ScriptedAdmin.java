package io.twinroute.cli.doctor;

import io.twinroute.runtime.RouteFailedException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** A cluster that describes topics and their settings, and nothing else. */
final class ScriptedAdmin {

  private ScriptedAdmin() {}

  /**
   * @param topics the answer about each topic that is asked for
   * @param settings the answer about each topic's or broker's settings
   */
  static Admin of(
      Function<String, KafkaFuture<TopicDescription>> topics, KafkaFuture<Config> settings) {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "describeTopics" ->
                      new DescribeTopicsResult(null, answers(arguments[0], topics)) {};
                  case "describeConfigs" ->
                      new DescribeConfigsResult(answers(arguments[0], resource -> settings)) {};
                  default -> throw new RouteFailedException("It does not " + method.getName());
                });
  }

  /** It exists, but the cluster does not report whether it may be used. */
  static KafkaFuture<TopicDescription> topic(String name) {
    return KafkaFuture.completedFuture(
        new TopicDescription(
            name,
            false,
            List.of(new TopicPartitionInfo(0, null, List.of(), List.of())),
            Set.of(),
            Uuid.ONE_UUID));
  }

  static KafkaFuture<Config> setting(String key, String value) {
    return KafkaFuture.completedFuture(new Config(List.of(new ConfigEntry(key, value))));
  }

  static <T> KafkaFuture<T> refusal(Exception why) {
    KafkaFutureImpl<T> answer = new KafkaFutureImpl<>();
    answer.completeExceptionally(why);
    return answer;
  }

  @SuppressWarnings("unchecked") // Kafka asks for collections
  private static <Q, A> Map<Q, A> answers(Object questions, Function<Q, A> answer) {
    return ((Collection<Q>) questions).stream().collect(Collectors.toMap(q -> q, answer));
  }
}
