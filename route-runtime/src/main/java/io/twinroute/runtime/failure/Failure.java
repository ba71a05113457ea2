package io.twinroute.runtime.failure;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that a route needs is not as it must be. Code decides by the kind; {@link #text()} is
 * for people, and nothing reads it. Failures that nobody has to distinguish share a kind that holds
 * the finished text.
 */
public sealed interface Failure extends Serializable
    permits Unanswered,
        Changed,
        Lost,
        Failure.Misconfigured,
        Failure.Interrupted,
        Failure.Unsuited,
        Failure.Unresumable,
        Failure.GaveUp,
        Failure.Several,
        Failure.Other {

  /**
   * Full sentences that name the place, the value and the remedy, without record contents or
   * secrets. The same facts always make the same text.
   */
  String text();

  /** Whether another attempt cannot succeed. Follows from the kind. */
  boolean isPermanent();

  /** A cluster, topic or directory is set up so that the route cannot work with it. */
  record Misconfigured(String text) implements Failure {

    /** It works as soon as somebody has set it right. */
    @Override
    public boolean isPermanent() {
      return false;
    }
  }

  /**
   * This process was asked to stop meanwhile.
   *
   * @param doing what it did, such as {@code pinning offsets}
   */
  record Interrupted(String doing) implements Failure {

    @Override
    public String text() {
      return "Interrupted while %s.".formatted(doing);
    }

    @Override
    public boolean isPermanent() {
      return false;
    }
  }

  /** The engine cannot run the route as the route file has it; another engine may. */
  record Unsuited(String text) implements Failure {

    @Override
    public boolean isPermanent() {
      return true;
    }
  }

  /**
   * An engine has found what the route, as it was started, can never resume from: a record in the
   * wrong place, or no state where it was.
   */
  record Unresumable(String text) implements Failure {

    @Override
    public boolean isPermanent() {
      return true;
    }
  }

  /** The engine itself has tried it again as often as it may. */
  record GaveUp(String text) implements Failure {

    @Override
    public boolean isPermanent() {
      return true;
    }
  }

  /** Failures that were found together; permanent if one of them is. */
  record Several(List<Failure> all) implements Failure {

    public Several {
      all = List.copyOf(all);
    }

    @Override
    public String text() {
      return all.stream().map(Failure::text).collect(Collectors.joining(System.lineSeparator()));
    }

    @Override
    public boolean isPermanent() {
      return all.stream().anyMatch(Failure::isPermanent);
    }
  }

  /** Any other failure, which a later attempt may not meet. */
  record Other(String text) implements Failure {

    @Override
    public boolean isPermanent() {
      return false;
    }
  }
}
