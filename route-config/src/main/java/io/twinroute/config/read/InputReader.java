package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.InputKeys;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Reads the inputs of routes. */
final class InputReader {

  private final SettingReader settings;
  private final SilenceReader silence;
  private final SourceReader sources;

  InputReader(SettingReader settings, SilenceReader silence, Problems problems) {
    this.settings = settings;
    this.silence = silence;
    this.sources = new SourceReader(settings, problems);
  }

  /**
   * An input.
   *
   * @param name its key in the route
   * @param ofRoute what the route itself says about silence
   */
  RouteDefinition.Input read(
      String routePath, String name, Optional<SilenceReader.Written> ofRoute) {
    String path = routePath + "." + name;
    Duration lateness = settings.get(path, InputKeys.LATENESS);
    return new RouteDefinition.Input(
        path,
        name,
        sources.read(path),
        Objects.requireNonNullElse(settings.find(path, InputKeys.AS), name),
        lateness,
        settings.find(path, InputKeys.KEY),
        silence.resolve(silence.read(path, InputKeys.SILENCE_AFTER), ofRoute, name, lateness));
  }
}
