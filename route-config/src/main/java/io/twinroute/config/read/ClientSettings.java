package io.twinroute.config.read;

import io.twinroute.config.client.EngineClientSettings;
import io.twinroute.config.client.ForeignSettings;
import io.twinroute.config.client.OwnSetting;
import io.twinroute.config.client.SettingNames;
import io.twinroute.config.file.Problems;
import io.twinroute.config.file.Suggestions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of client settings that nothing will read, or not as they are meant. Kafka's clients ignore
 * a name that they do not know: with a misspelt {@code security.protocol} they talk plain text.
 */
final class ClientSettings {

  private final Map<String, OwnSetting> own = new HashMap<>();
  private final Set<String> prefixes = new HashSet<>();
  private final Set<String> exact = new HashSet<>(SettingNames.KAFKA.exact());
  private final Set<String> beginnings = new HashSet<>(SettingNames.KAFKA.beginnings());
  private final Problems problems;

  /**
   * @param engines what each engine does with them
   */
  ClientSettings(List<EngineClientSettings> engines, Problems problems) {
    this.problems = problems;
    OwnSetting.OF_ALL_ROUTERS.forEach(setting -> own.put(setting.name(), setting));
    for (EngineClientSettings engine : engines) {
      engine.own().forEach(setting -> own.put(setting.name(), setting));
      prefixes.addAll(engine.prefixes());
      exact.addAll(engine.names().exact());
      beginnings.addAll(engine.names().beginnings());
    }
  }

  /**
   * Whether a setting goes to the cluster's clients. One that does not has no effect, and is warned
   * of.
   *
   * @param path the setting's full key
   * @param custom what classes of the user's own read; nothing is said of them
   */
  boolean isPassedOn(String path, String name, String value, SettingNames custom) {
    String prefix =
        prefixes.stream()
            .filter(name::startsWith)
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    String setting = name.substring(prefix.length());
    OwnSetting ours = own.get(setting);
    if (ours != null) {
      boolean agrees = ours.agreesWith(value);
      if (!agrees) {
        problems.warn(path, "has no effect: %s; remove it".formatted(ours.instead()));
      }
      return agrees;
    }
    if (!exact.contains(setting) && !custom.contains(name)) {
      warnOfUnknown(path, prefix, setting);
    }
    return true;
  }

  private void warnOfUnknown(String path, String prefix, String setting) {
    Optional<String> remedy = ForeignSettings.remedy(setting);
    if (remedy.isPresent()) {
      problems.warn(
          path, "is a setting of librdkafka, not of Java's clients; %s".formatted(remedy.get()));
    } else if (beginnings.stream().noneMatch(setting::startsWith)) {
      String hint =
          Suggestions.closest(setting, exact)
              .map(meant -> "did you mean '%s'?".formatted(prefix + meant))
              .orElse("correct it, or remove it.");
      problems.warn(
          path,
          "no Kafka client knows this setting; %s If a class of your own reads it, name it in custom-properties"
              .formatted(hint));
    }
  }
}
