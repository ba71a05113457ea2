package io.twinroute.kstreams.engine;

import io.twinroute.config.client.EngineClientSettings;
import io.twinroute.config.client.OwnSetting;
import io.twinroute.config.client.SettingNames;
import java.util.List;

/**
 * What Kafka Streams and the Connect worker take from the target cluster's client settings: all of
 * {@code StreamsConfig}, and settings for one kind of client only.
 */
final class StreamsClientSettings {

  static final EngineClientSettings ALL =
      new EngineClientSettings(
          SettingNames.in(StreamsClientSettings.class, "streams-settings.txt"),
          List.of(
              "producer.",
              "consumer.",
              "admin.",
              "main.consumer.",
              "restore.consumer.",
              "global.consumer."),
          List.of(
              OwnSetting.of("application.id", "it follows from the route's name"),
              OwnSetting.of("state.dir", "twinroute.kstreams.state-dir says it"),
              OwnSetting.of("commit.interval.ms", "twinroute.kstreams.commit-interval says it"),
              OwnSetting.of("num.stream.threads", "the route's parallelism decides"),
              OwnSetting.of(
                  "processing.guarantee", "Streams is always exactly-once", "exactly_once_v2"),
              OwnSetting.of(
                  "topology.optimization", "the router builds the topology itself", "none")));

  private StreamsClientSettings() {}
}
