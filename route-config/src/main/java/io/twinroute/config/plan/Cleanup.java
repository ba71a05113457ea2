package io.twinroute.config.plan;

/** What brokers may remove of a route's results. */
public enum Cleanup {
  /** Nothing but what the topic's own limits say. */
  DELETE("delete"),
  /** All results of a key but the last. */
  COMPACT("compact");

  private final String id;

  Cleanup(String id) {
    this.id = id;
  }

  /** The value in YAML. */
  public String id() {
    return id;
  }
}
