package io.twinroute.config.plan;

/**
 * When the Kafka Streams topology sends records through a repartition topic before it joins them.
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
