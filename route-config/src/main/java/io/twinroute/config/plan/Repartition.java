package io.twinroute.config.plan;

/**
 * When an engine that joins partition by partition sends records through a repartition topic first.
 */
public enum Repartition {
  /** Only where the inputs are not partitioned alike. */
  AUTO("auto"),
  /** For every input: needed when producers do not partition by Kafka's own hash of the key. */
  ALWAYS("always");

  private final String id;

  Repartition(String id) {
    this.id = id;
  }

  /** The value in YAML. */
  public String id() {
    return id;
  }
}
