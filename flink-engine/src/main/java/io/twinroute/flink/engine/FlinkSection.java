package io.twinroute.flink.engine;

import io.twinroute.config.client.EngineClientSettings;
import io.twinroute.config.engine.EngineSection;
import io.twinroute.config.engine.SectionReader;
import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.plan.Engine;

/** {@code twinroute.flink}. */
public final class FlinkSection implements EngineSection<FlinkSettings> {

  @Override
  public Engine engine() {
    return FlinkEngine.ENGINE;
  }

  @Override
  public Mapping keys() {
    return FlinkKeys.FLINK;
  }

  @Override
  public Class<FlinkSettings> type() {
    return FlinkSettings.class;
  }

  @Override
  public FlinkSettings read(SectionReader section) {
    String stateDir = section.find(FlinkKeys.STATE_DIR);
    return new FlinkSettings(
        section.find(FlinkKeys.CLUSTER),
        section.get(FlinkKeys.STATE_BACKEND),
        stateDir == null ? FlinkEngine.ENGINE.defaultStateDir().toString() : stateDir,
        section.get(FlinkKeys.CHECKPOINT_INTERVAL));
  }

  @Override
  public EngineClientSettings clientSettings() {
    return FlinkClientSettings.ALL;
  }
}
