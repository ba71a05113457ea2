package io.twinroute.config.engine;

import io.twinroute.config.plan.Engine;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The engines whose declarations are on the class path, by their ids. */
public final class Engines {

  private static final List<EngineSection<?>> SECTIONS = found();

  private Engines() {}

  private static List<EngineSection<?>> found() {
    return ServiceLoader.load(EngineSection.class, Engines.class.getClassLoader()).stream()
        .<EngineSection<?>>map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(section -> section.engine().id()))
        .toList();
  }

  /** What they add to a route file. */
  public static List<EngineSection<?>> sections() {
    return SECTIONS;
  }

  /**
   * What one of them adds to a route file.
   *
   * @throws java.util.NoSuchElementException if no such engine is declared
   */
  public static EngineSection<?> section(Engine engine) {
    return SECTIONS.stream()
        .filter(section -> section.engine().equals(engine))
        .findFirst()
        .orElseThrow();
  }

  /** All of them. */
  public static List<Engine> all() {
    return SECTIONS.stream().<Engine>map(EngineSection::engine).toList();
  }

  /**
   * The one to take where either would do.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public static Engine first() {
    return all().stream().findFirst().orElseThrow();
  }

  /** The engine with this id; empty if none has it. */
  public static Optional<Engine> withId(String id) {
    return all().stream().filter(engine -> engine.id().equals(id)).findFirst();
  }

  /** Their ids with {@code separator} between them. */
  public static String ids(String separator) {
    return all().stream().map(Engine::id).collect(Collectors.joining(separator));
  }
}
