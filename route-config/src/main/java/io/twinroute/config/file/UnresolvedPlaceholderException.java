package io.twinroute.config.file;

/** A placeholder that has no value. The message never repeats the text, which may be a secret. */
public final class UnresolvedPlaceholderException extends Exception {
  private static final long serialVersionUID = 1L;

  UnresolvedPlaceholderException(String message) {
    super(message);
  }
}
