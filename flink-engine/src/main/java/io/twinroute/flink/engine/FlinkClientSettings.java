package io.twinroute.flink.engine;

import io.twinroute.config.client.EngineClientSettings;
import io.twinroute.config.client.OwnSetting;
import io.twinroute.config.client.SettingNames;
import java.util.List;

/** What Flink's Kafka connector takes from a cluster's client settings. */
final class FlinkClientSettings {

  static final EngineClientSettings ALL =
      new EngineClientSettings(
          SettingNames.of(
              List.of("client.id.prefix", "flink.disable-metrics", "register.producer.metrics")),
          List.of(),
          List.of(
              OwnSetting.of(
                  "commit.offsets.on.checkpoint",
                  "positions are in Flink's checkpoints alone",
                  "false")));

  private FlinkClientSettings() {}
}
