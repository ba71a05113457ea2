package io.twinroute.mirror;

import org.jspecify.annotations.Nullable;

/**
 * Mirroring cannot be set up or cannot run. The message is one sentence for the user: it names the
 * place and the remedy and holds no secrets.
 */
public sealed class MirrorException extends RuntimeException
    permits SilentWorkerException, UnfitWorkerException {
  private static final long serialVersionUID = 1L;

  public MirrorException(String message) {
    this(message, null);
  }

  public MirrorException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
