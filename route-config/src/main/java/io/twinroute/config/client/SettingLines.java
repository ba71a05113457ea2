package io.twinroute.config.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lists of settings in resources beside a class: one to a line; comments begin with {@code #}. */
final class SettingLines {

  private SettingLines() {}

  /**
   * The lines of a resource without comments and blanks around them.
   *
   * @throws IllegalStateException if there is no such resource
   */
  static List<String> of(Class<?> owner, String resource) {
    try (InputStream found = owner.getResourceAsStream(resource)) {
      if (found == null) {
        throw new IllegalStateException(owner.getName() + " has no resource " + resource);
      }
      return new BufferedReader(new InputStreamReader(found, StandardCharsets.UTF_8))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
