package io.twinroute.config.plan;

import java.util.Arrays;
import java.util.Optional;

/** The engines that can run a route. */
public enum Engine {
  FLINK("flink"),
  KSTREAMS("kstreams");

  /** The placeholder in the name of a topic that a route writes that becomes {@link #id()}. */
  public static final String PLACEHOLDER = "{engine}";

  private final String id;

  Engine(String id) {
    this.id = id;
  }

  /** The engine with this {@link #id()}; empty if none has it. */
  public static Optional<Engine> withId(String id) {
    return Arrays.stream(values()).filter(engine -> engine.id.equals(id)).findFirst();
  }

  /** The engine's name in commands, topic names and ids. */
  public String id() {
    return id;
  }

  /** The name of this engine's topic: {@code template} with its id for the placeholder. */
  public String nameIn(String template) {
    return template.replace(PLACEHOLDER, id);
  }

  /** Whether {@code template} gives each engine a topic of its own. */
  public static boolean isNamedIn(String template) {
    return template.contains(PLACEHOLDER);
  }
}
