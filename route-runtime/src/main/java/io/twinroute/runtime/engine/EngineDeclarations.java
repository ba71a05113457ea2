package io.twinroute.runtime.engine;

import io.twinroute.config.plan.Engine;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/** The engines' declarations and tools on the class path, by the engines' ids. */
public final class EngineDeclarations {

  private static final List<EngineDeclaration> ALL =
      found(EngineDeclaration.class, EngineDeclaration::engine);

  private static final List<EngineTools> TOOLS = found(EngineTools.class, EngineTools::engine);

  private EngineDeclarations() {}

  /** All declarations. */
  public static List<EngineDeclaration> all() {
    return ALL;
  }

  /** The declaration of an engine. */
  public static EngineDeclaration of(Engine engine) {
    return ALL.stream()
        .filter(declaration -> declaration.engine().equals(engine))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing declares engine " + engine));
  }

  /** All tools. */
  public static List<EngineTools> tools() {
    return TOOLS;
  }

  /** The tools of an engine. */
  public static List<EngineTools> tools(Engine engine) {
    return TOOLS.stream().filter(tools -> tools.engine().equals(engine)).toList();
  }

  private static <T> List<T> found(Class<T> type, Function<T, Engine> engine) {
    return ServiceLoader.load(type, EngineDeclarations.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(found -> engine.apply(found).id()))
        .toList();
  }
}
