package io.twinroute.config.plan;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * An engine that can run a route. Which ones there are is declared in their own modules; see {@link
 * io.twinroute.config.engine.Engines}.
 *
 * @param id its name in commands, route files, topic names and ids; no other engine has it
 * @param title its name for people
 */
public record Engine(String id, String title) implements Serializable {

  /** The placeholder in the name of a topic that a route writes that becomes {@link #id()}. */
  public static final String PLACEHOLDER = "{engine}";

  /** The name of this engine's topic: {@code template} with its id for the placeholder. */
  public String nameIn(String template) {
    return template.replace(PLACEHOLDER, id);
  }

  /** Whether {@code template} gives each engine a topic of its own. */
  public static boolean isNamedIn(String template) {
    return template.contains(PLACEHOLDER);
  }

  /** Where the engine keeps state unless the route file names another place. */
  public Path defaultStateDir() {
    return Path.of(System.getProperty("user.home"), ".local", "state", "twinroute", id);
  }

  /** The id alone distinguishes engines. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Engine engine && engine.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
