package io.twinroute.parity;

/** A topic that cannot be read because its cluster has none of that name. */
public final class MissingTopicException extends ParityException {
  private static final long serialVersionUID = 1L;

  MissingTopicException(String message, Throwable cause) {
    super(message, cause);
  }
}
