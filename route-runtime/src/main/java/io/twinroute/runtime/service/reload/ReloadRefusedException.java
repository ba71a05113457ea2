package io.twinroute.runtime.service.reload;

/** A changed route file is not taken over; everything is as it was. */
public final class ReloadRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ReloadOutcome outcome;

  public ReloadRefusedException(ReloadOutcome outcome) {
    super(outcome.text());
    this.outcome = outcome;
  }

  /** What to answer. */
  public ReloadOutcome outcome() {
    return outcome;
  }
}
