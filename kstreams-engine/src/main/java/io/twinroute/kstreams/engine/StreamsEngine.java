package io.twinroute.kstreams.engine;

import io.twinroute.config.plan.Engine;

/** The name of Kafka Streams among the engines. */
public final class StreamsEngine {

  public static final Engine ENGINE = new Engine("kstreams", "Kafka Streams");

  private StreamsEngine() {}
}
