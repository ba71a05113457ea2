package io.twinroute.runtime.cluster.contact;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.contact.Answer.Speaks;
import io.twinroute.runtime.failure.Unanswered;
import io.twinroute.runtime.failure.Unanswered.OtherProtocol;
import io.twinroute.runtime.failure.Unanswered.OtherProtocol.Spoken;
import io.twinroute.runtime.failure.Unanswered.UnreachableBroker;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/** Reports what answers at a cluster's addresses, and at those that it advertises. */
public final class Contact {

  private static final String PLAINTEXT = "PLAINTEXT";

  private final Cluster cluster;
  private final String question;
  private final String protocol;
  private final Looks looks;

  private Contact(Cluster cluster, String question) {
    this.cluster = cluster;
    this.question = question;
    this.protocol =
        cluster
            .properties()
            .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, PLAINTEXT)
            .toUpperCase(Locale.ROOT);
    this.looks = new Looks(cluster);
  }

  /**
   * Checks that Kafka's clients may connect to a cluster in plain text. They take the first four
   * bytes of an answer for its size, and allocate it; those of a TLS alert mean 352 MB. Unreachable
   * addresses are no danger, so the clients report them.
   *
   * @throws RouteFailedException if something else than a broker answers, or this is interrupted
   */
  public static void mustBeSafe(Cluster cluster) {
    Contact contact = new Contact(cluster, "contact the cluster");
    if (contact.isPlain()) {
      List<Answer> named = contact.looks.atNamed(Answer::inPlainText);
      contact
          .foreign(named)
          .or(() -> contact.foreign(contact.advertisedBy(named).values()))
          .ifPresent(
              failure -> {
                throw new RouteFailedException(failure);
              });
    }
  }

  /**
   * Why a cluster has not answered a question; empty if nothing more can be found out. Takes a few
   * seconds at most.
   *
   * @throws RouteFailedException if it is interrupted
   */
  public static Optional<Unanswered> whyUnanswered(Cluster cluster, String question) {
    Contact contact = new Contact(cluster, question);
    return contact.isPlain() ? contact.whyInPlainText() : contact.whyWithTls();
  }

  private boolean isPlain() {
    return protocol.endsWith(PLAINTEXT);
  }

  private Optional<Unanswered> whyInPlainText() {
    List<Answer> named = looks.atNamed(Answer::inPlainText);
    Optional<Unanswered> found =
        foreign(named).or(() -> foreign(looks.again(with(Speaks.NOTHING, named), Answer::withTls)));
    if (found.isPresent()) {
      return found;
    }
    Map<Integer, Answer> advertised = advertisedBy(named);
    return foreign(advertised.values()).or(() -> unreachable(advertised));
  }

  private Map<Integer, Answer> advertisedBy(List<Answer> named) {
    return looks.atAdvertised(with(Speaks.KAFKA, named), Answer::inPlainText);
  }

  private static List<Answer> with(Speaks speaks, List<Answer> answers) {
    return answers.stream().filter(answer -> answer.speaks() == speaks).toList();
  }

  private Optional<Unanswered> whyWithTls() {
    List<Answer> named = looks.atNamed(Answer::inPlainText);
    return with(Speaks.KAFKA, named).stream()
        .findFirst()
        .map(answer -> other(answer, Spoken.PLAIN_TEXT))
        .or(() -> foreign(with(Speaks.OTHER, named)))
        .or(() -> unreachable(looks.atAdvertised(named, Answer::atAll)));
  }

  private Optional<Unanswered> foreign(Collection<Answer> answers) {
    return answers.stream().flatMap(answer -> foreign(answer).stream()).findFirst();
  }

  private Optional<Unanswered> foreign(Answer answer) {
    return switch (answer.speaks()) {
      case TLS -> Optional.of(other(answer, Spoken.TLS));
      case OTHER -> Optional.of(other(answer, Spoken.NOT_KAFKA));
      case KAFKA, NOTHING, UNREACHABLE -> Optional.empty();
    };
  }

  private Unanswered other(Answer answer, Spoken spoken) {
    boolean isAdvertised = !Address.of(cluster).contains(answer.address());
    return new OtherProtocol(
        cluster, question, answer.address().toString(), isAdvertised, spoken, protocol);
  }

  private Optional<Unanswered> unreachable(Map<Integer, Answer> advertised) {
    return advertised.entrySet().stream()
        .filter(broker -> !broker.getValue().isReachable())
        .findFirst()
        .<Unanswered>map(
            broker ->
                new UnreachableBroker(
                    cluster,
                    question,
                    broker.getKey(),
                    broker.getValue().address().toString(),
                    broker.getValue().why()));
  }
}
