package io.twinroute.flink.engine;

import io.twinroute.config.plan.Engine;

/** The name of Flink among the engines. */
public final class FlinkEngine {

  public static final Engine ENGINE = new Engine("flink", "Flink");

  private FlinkEngine() {}
}
