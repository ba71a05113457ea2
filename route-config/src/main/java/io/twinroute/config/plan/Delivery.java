package io.twinroute.config.plan;

/** What a route promises about its results across failures. */
public enum Delivery {
  EXACTLY_ONCE("exactly-once"),
  AT_LEAST_ONCE("at-least-once");

  private final String id;

  Delivery(String id) {
    this.id = id;
  }

  /** The value in YAML. */
  public String id() {
    return id;
  }
}
