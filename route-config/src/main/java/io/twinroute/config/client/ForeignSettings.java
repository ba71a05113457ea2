package io.twinroute.config.client;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings of librdkafka that Java's clients know under another name, or not at all. */
public final class ForeignSettings {

  private static final Map<String, String> REMEDIES =
      SettingLines.of(ForeignSettings.class, "librdkafka-settings.txt").stream()
          .map(line -> line.split(" = ", 2))
          .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));

  private ForeignSettings() {}

  /** What to do about a setting, for people; empty if it is none of these. */
  public static Optional<String> remedy(String name) {
    return Optional.ofNullable(REMEDIES.get(name));
  }
}
