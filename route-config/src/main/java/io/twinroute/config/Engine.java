package io.twinroute.config;

/** The engines that can run a route. */
public enum Engine {
  FLINK("flink"),
  KSTREAMS("kstreams");

  /** The placeholder in an output topic's name that becomes {@link #id()}. */
  public static final String PLACEHOLDER = "{engine}";

  private final String id;

  Engine(String id) {
    this.id = id;
  }

  /** The engine's name in commands, topic names and ids. */
  public String id() {
    return id;
  }
}
