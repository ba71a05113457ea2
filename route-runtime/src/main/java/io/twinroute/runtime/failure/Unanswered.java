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

  /**
   * The cluster answers, and one of its brokers cannot be reached where it says.
   *
   * @param address {@code host:port} that the broker advertises
   * @param why the reason, such as {@code unknown host}
   */
  record UnreachableBroker(Cluster cluster, String question, int broker, String address, String why)
      implements Unanswered {

    @Override
    public String text() {
      return "Cluster '%s' answers at %s, but advertises broker %d at %s, which cannot be reached from here (%s). Check that this broker runs, and that its advertised.listeners name an address that this machine reaches."
          .formatted(cluster.alias(), cluster.bootstrapServers(), broker, address, why);
    }
  }

  /**
   * What answers does not speak as the cluster's clients do.
   *
   * @param address {@code host:port} where it answers
   * @param isAdvertised whether the cluster names the address, and not the route file
   * @param wanted the clients' {@code security.protocol}
   */
  record OtherProtocol(
      Cluster cluster,
      String question,
      String address,
      boolean isAdvertised,
      Spoken spoken,
      String wanted)
      implements Unanswered {

    /** What answers. */
    public enum Spoken {
      TLS("with TLS", "SSL or SASL_SSL"),
      PLAIN_TEXT("in plain text", "PLAINTEXT or SASL_PLAINTEXT"),
      NOT_KAFKA("", "");

      private final String words;
      private final String protocols;

      Spoken(String words, String protocols) {
        this.words = words;
        this.protocols = protocols;
      }
    }

    @Override
    public String text() {
      return spoken == Spoken.NOT_KAFKA ? notKafka() : otherwise();
    }

    private String notKafka() {
      return (isAdvertised
              ? "Cluster '%s' advertises %s, where something else than a Kafka broker answers. Correct that broker's advertised.listeners."
              : "What answers at %2$s, an address of cluster '%1$s', is no Kafka broker. Correct its bootstrap-servers.")
          .formatted(cluster.alias(), address);
    }

    private String otherwise() {
      return "Cluster '%s' answers %s at %s%s, but its clients use %s. Set security.protocol to %s among its properties, or correct %s."
          .formatted(
              cluster.alias(),
              spoken.words,
              address,
              isAdvertised ? ", which it advertises" : "",
              wanted,
              spoken.protocols,
              isAdvertised ? "that broker's advertised.listeners" : "its bootstrap-servers");
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
      return "Cluster '%s' at %s is too old to %s: %s. Run brokers of a version that clients of Kafka %s support."
          .formatted(cluster.alias(), cluster.bootstrapServers(), question, why, clients);
    }
  }

  /** The cluster refused for another reason. */
  record Refused(Cluster cluster, String question, String why) implements InItsWords {}
}
