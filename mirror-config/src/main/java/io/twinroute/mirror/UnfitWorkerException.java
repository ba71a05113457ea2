package io.twinroute.mirror;

/** A Connect worker answers, and is not set up as connectors need it: someone has to change it. */
public final class UnfitWorkerException extends MirrorException {
  private static final long serialVersionUID = 1L;

  public UnfitWorkerException(String message) {
    super(message);
  }
}
