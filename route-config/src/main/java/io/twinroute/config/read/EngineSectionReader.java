package io.twinroute.config.read;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.engine.SectionReader;
import io.twinroute.config.file.Problems;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the section of an engine. */
public final class EngineSectionReader implements SectionReader {

  private final String owner;
  private final SettingReader settings;
  private final Problems problems;

  private EngineSectionReader(String owner, SettingReader settings, Problems problems) {
    this.owner = owner;
    this.settings = settings;
    this.problems = problems;
  }

  /** The settings of each engine, in the engines' order. */
  public static List<Record> readAll(SettingReader settings, Problems problems) {
    return Engines.sections().stream()
        .<Record>map(
            section ->
                section.read(
                    new EngineSectionReader(
                        Schema.ROOT_KEY + "." + section.engine().id(), settings, problems)))
        .toList();
  }

  @Override
  public <T> @Nullable T find(Key<T> key) {
    return settings.find(owner, key);
  }

  @Override
  public <T> T get(Key<T> key) {
    return settings.get(owner, key);
  }

  @Override
  public boolean isSet(Key<?> key) {
    return settings.isSet(owner, key);
  }

  @Override
  public void report(Key<?> key, String message) {
    problems.add(settings.path(owner, key), message);
  }
}
