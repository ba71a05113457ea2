package io.twinroute.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure;
import io.twinroute.runtime.failure.Failure.Interrupted;
import io.twinroute.runtime.failure.Unanswered;
import io.twinroute.runtime.failure.Unanswered.Denied;
import io.twinroute.runtime.failure.Unanswered.Existing;
import io.twinroute.runtime.failure.Unanswered.Missing;
import io.twinroute.runtime.failure.Unanswered.Outdated;
import io.twinroute.runtime.failure.Unanswered.Refused;
import io.twinroute.runtime.failure.Unanswered.Unguarded;
import io.twinroute.runtime.failure.Unanswered.Unreachable;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnansweredQuestionsTest {

  private static final Cluster EAST = new Cluster("east", "e:9092", Map.of());

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(new TimeoutException(), Unreachable.class),
        Arguments.of(new org.apache.kafka.common.errors.TimeoutException(), Unreachable.class),
        Arguments.of(new TopicAuthorizationException("no"), Denied.class),
        Arguments.of(new ClusterAuthorizationException("no"), Denied.class),
        Arguments.of(new GroupAuthorizationException("no"), Denied.class),
        Arguments.of(new TransactionalIdAuthorizationException("no"), Denied.class),
        Arguments.of(new UnknownTopicOrPartitionException("no"), Missing.class),
        Arguments.of(new TransactionalIdNotFoundException("no"), Missing.class),
        Arguments.of(new TopicExistsException("no"), Existing.class),
        Arguments.of(new SecurityDisabledException("no"), Unguarded.class),
        Arguments.of(new UnsupportedVersionException("no"), Outdated.class),
        Arguments.of(new SaslAuthenticationException("no"), Refused.class),
        Arguments.of(new PolicyViolationException("no"), Refused.class));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void shouldTellByTheAnswerWhatHasFailed(Exception answer, Class<? extends Failure> kind) {
    RouteFailedException thrown =
        catchThrowableOfType(
            RouteFailedException.class,
            () ->
                ClusterClients.answer(
                    EAST, "describe topic 'orders'", CompletableFuture.failedFuture(answer)));

    assertThat(thrown.failure())
        .isInstanceOf(kind)
        .isInstanceOfSatisfying(
            Unanswered.class,
            asked -> {
              assertThat(asked.cluster()).isEqualTo(EAST);
              assertThat(asked.question()).isEqualTo("describe topic 'orders'");
            });
    assertThat(thrown).hasCause(answer);
  }

  @Test
  void shouldTellThatItWasInterrupted() {
    Thread.currentThread().interrupt();

    RouteFailedException thrown =
        catchThrowableOfType(
            RouteFailedException.class,
            () -> ClusterClients.answer(EAST, "describe", new CompletableFuture<String>()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown.failure()).isEqualTo(new Interrupted("asking cluster east (e:9092)"));
  }

  @Test
  void shouldFindNoTopicThatIsMissing() {
    TopicCheck check =
        new TopicCheck(EAST, admin(new UnknownTopicOrPartitionException("no"), new Exception()));

    assertThat(check.find("orders")).isEqualTo(Optional.empty());
  }

  /** It may be there: whoever takes it for missing would create it, or start a route over. */
  @Test
  void shouldNotTakeATopicForMissingThatItMayNotSee() {
    TopicCheck check =
        new TopicCheck(EAST, admin(new TopicAuthorizationException("no"), new Exception()));

    assertThatThrownBy(() -> check.find("orders"))
        .isInstanceOfSatisfying(
            RouteFailedException.class, e -> assertThat(e.failure()).isInstanceOf(Denied.class));
  }

  @Test
  void shouldLeaveATopicAsItIsThatSomebodyElseHasCreatedMeanwhile() {
    TargetTopics topics =
        topics(admin(new UnknownTopicOrPartitionException("no"), new TopicExistsException("")));

    assertThatNoException().isThrownBy(() -> topics.create(TargetTopics.compacted("orders")));
  }

  @Test
  void shouldTellThatItMayNotCreateATopic() {
    TargetTopics topics =
        topics(
            admin(
                new UnknownTopicOrPartitionException("no"), new TopicAuthorizationException("no")));

    assertThatThrownBy(() -> topics.create(TargetTopics.compacted("orders")))
        .isInstanceOfSatisfying(
            RouteFailedException.class, e -> assertThat(e.failure()).isInstanceOf(Denied.class));
  }

  private static TargetTopics topics(Admin admin) {
    return new TargetTopics(new TopicCatalog(EAST, admin));
  }

  /** Answers each question about a topic, and each wish for one, with an exception. */
  private static Admin admin(Exception described, Exception created) {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "describeTopics" ->
                      new DescribeTopicsResult(null, Map.of("orders", failed(described))) {};
                  case "createTopics" ->
                      new CreateTopicsResult(Map.of("orders", failed(created))) {};
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static <T> KafkaFuture<T> failed(Exception answer) {
    KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
    future.completeExceptionally(answer);
    return future;
  }
}
