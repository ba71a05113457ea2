package io.twinroute.parity;

/**
 * A topic that cannot be read. The message is for people: it names the cluster, its address and the
 * topic, and says what to look at.
 */
public sealed class ParityException extends RuntimeException permits MissingTopicException {
  private static final long serialVersionUID = 1L;

  ParityException(String message, Throwable cause) {
    super(message, cause);
  }

  ParityException(String message) {
    super(message);
  }
}
