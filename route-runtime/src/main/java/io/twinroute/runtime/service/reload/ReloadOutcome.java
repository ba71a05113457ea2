package io.twinroute.runtime.service.reload;

/**
 * The outcome of a reload.
 *
 * @param done whether the router runs what the file says
 * @param temporary whether the same file may be taken over later, because only a cluster, a topic
 *     or a slow stop prevented it
 * @param text one line for people: what has changed, or what prevents it and the remedy
 */
public record ReloadOutcome(boolean done, boolean temporary, String text) {

  private static final String REFUSED = "refused, nothing has changed: ";

  /** The file was taken over. */
  public static ReloadOutcome done(String text) {
    return new ReloadOutcome(true, false, text);
  }

  /**
   * The file cannot be taken over as it is, and everything is as it was.
   *
   * @param why in one line, with the remedy
   */
  public static ReloadOutcome refused(String why) {
    return new ReloadOutcome(false, false, REFUSED + why);
  }

  /** The same, of a file that may be taken over later. */
  public static ReloadOutcome hindered(String why) {
    return new ReloadOutcome(false, true, REFUSED + why);
  }

  /** The file was taken over but for what the text says, which may be taken over later. */
  public static ReloadOutcome unfinished(String text) {
    return new ReloadOutcome(false, true, text);
  }

  /** The file was taken over but for what the text says. */
  public static ReloadOutcome incomplete(String text) {
    return new ReloadOutcome(false, false, text);
  }
}
