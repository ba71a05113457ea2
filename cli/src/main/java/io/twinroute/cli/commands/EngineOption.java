package io.twinroute.cli.commands;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that names one of the engines. */
public final class EngineOption {

  @Option(
      names = "--engine",
      paramLabel = "${bundle:engines}",
      converter = ById.class,
      description = "Takes this engine only (default: both).")
  private @Nullable Engine engine;

  /** The named engine; both without a name. */
  public List<Engine> engines() {
    return engine == null ? Engines.all() : List.of(engine);
  }

  /** The error for a name that no engine has. */
  static String unknown(String name) {
    return "Unknown engine '%s': --engine takes %s.".formatted(name, Engines.ids(" or "));
  }

  /** Finds an engine by its id. */
  static final class ById implements ITypeConverter<Engine> {
    @Override
    public Engine convert(String name) {
      return Engines.withId(name).orElseThrow(() -> new TypeConversionException(unknown(name)));
    }
  }
}
