package io.twinroute.flink;

import io.twinroute.flink.service.FlinkAdapter;
import io.twinroute.runtime.service.RouterCommand;

/** The Flink router's process. */
public final class FlinkRouter {

  private FlinkRouter() {}

  /** Runs {@code run} or {@code plan}; see {@link RouterCommand}. */
  public static void main(String[] args) {
    System.exit(RouterCommand.execute(new FlinkAdapter(), args));
  }
}
