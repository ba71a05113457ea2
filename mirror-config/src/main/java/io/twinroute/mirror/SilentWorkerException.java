package io.twinroute.mirror;

/**
 * A Connect worker has said nothing within the time that it was given. Whoever asks it again waits
 * as long once more.
 */
public final class SilentWorkerException extends MirrorException {
  private static final long serialVersionUID = 1L;

  public SilentWorkerException(String message, Throwable cause) {
    super(message, cause);
  }
}
