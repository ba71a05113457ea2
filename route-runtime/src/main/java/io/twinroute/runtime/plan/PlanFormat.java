package io.twinroute.runtime.plan;

import java.util.Locale;

/** How a plan is printed. */
public enum PlanFormat {
  /** In lines for people. */
  TEXT,
  /** As a Mermaid flowchart. */
  MERMAID;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
