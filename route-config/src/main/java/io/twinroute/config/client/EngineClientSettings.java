package io.twinroute.config.client;

import java.util.List;

/**
 * What an engine does with a cluster's client settings beyond what Kafka's clients do.
 *
 * @param names the settings that its own libraries take from there
 * @param prefixes with which any client setting is meant for one kind of its clients only, each
 *     with its dot
 * @param own what it sets itself
 */
public record EngineClientSettings(
    SettingNames names, List<String> prefixes, List<OwnSetting> own) {

  /** Nothing. */
  public static final EngineClientSettings NONE =
      new EngineClientSettings(SettingNames.NONE, List.of(), List.of());

  public EngineClientSettings {
    prefixes = List.copyOf(prefixes);
    own = List.copyOf(own);
  }
}
