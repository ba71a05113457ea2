package io.twinroute.runtime.failure;

import io.twinroute.config.plan.Cluster;
import java.time.Duration;

/**
 * A cluster did not answer a question as it was asked. Another attempt may get the answer: brokers
 * come back, and rights are granted.
 */
public sealed interface Unanswered extends Failure {

  /** The cluster that was asked. */
  Cluster cluster();

  /** What was asked, such as {@code describe topic 'orders'}. */
  String question();

  @Override
  default boolean isPermanent() {
    return false;
  }

  /**
   * No answer came in time.
   *
   * @param waited how long for
   */
  record Unreachable(Cluster cluster, String question, Duration waited) implements Unanswered {

    @Override
    public String text() {
      return "Cluster '%s' does not answer at %s (%s; waited %d s). Check that its brokers run and that bootstrap-servers names them."
          .formatted(cluster.alias(), cluster.bootstrapServers(), question, waited.toSeconds());
    }
  }

  /** The cluster said no, and why. */
  sealed interface InItsWords extends Unanswered {

    /** The cluster's own words, without a full stop. */
    String why();

    @Override
    default String text() {
      return "Cluster '%s' at %s refused to %s: %s."
          .formatted(cluster().alias(), cluster().bootstrapServers(), question(), why());
    }
  }

  /** The user has no right to it. */
  record Denied(Cluster cluster, String question, String why) implements InItsWords {}

  /** What was asked for is not there, as far as this user may see. */
  record Missing(Cluster cluster, String question, String why) implements InItsWords {}

  /** What was to be created is there already. */
  record Existing(Cluster cluster, String question, String why) implements InItsWords {}

  /** The cluster has no authorizer: it knows no rights, and everybody may do everything. */
  record Unguarded(Cluster cluster, String question, String why) implements InItsWords {}

  /**
   * The brokers do not know the question yet.
   *
   * @param clients the version of the clients here
   */
  record Outdated(Cluster cluster, String question, String why, String clients)
      implements Unanswered {

    @Override
    public String text() {
      return "Cluster '%s' at %s is too old to %s: %s. Run brokers of a version that the clients of Kafka %s talk to."
          .formatted(cluster.alias(), cluster.bootstrapServers(), question, why, clients);
    }
  }

  /** The cluster refused for another reason. */
  record Refused(Cluster cluster, String question, String why) implements InItsWords {}
}
