package io.twinroute.flink.engine;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.engine.EngineDeclaration;
import io.twinroute.runtime.engine.Examined;
import io.twinroute.runtime.pin.RouteNames;
import io.twinroute.runtime.prepare.RouterGrants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flink, as the command line sees it. */
public final class FlinkDeclaration implements EngineDeclaration {

  /** The brokers' default for the longest transaction. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  @Override
  public Engine engine() {
    return FlinkEngine.ENGINE;
  }

  /** Router and job share their clients' settings, and so a user. */
  @Override
  public List<Grant> grants(RoutePlan route, RouteFile file) {
    List<Grant> grants = new ArrayList<>(RouterGrants.of(route, FlinkEngine.ENGINE));
    if (route.delivery() == Delivery.EXACTLY_ONCE) {
      Cluster target = route.output().cluster();
      grants.add(
          RouterGrants.transactions(
              RouterGrants.component(FlinkEngine.ENGINE),
              target,
              RouteNames.prefix(target, route.name())));
    }
    return grants;
  }

  @Override
  public Optional<Duration> transactionTimeout() {
    return Optional.of(TRANSACTION_TIMEOUT);
  }

  @Override
  public void examine(Examined examined) {
    String cluster = examined.file().settings(FlinkSettings.class).cluster();
    if (cluster != null) {
      new FlinkExamination(cluster, examined.findings()).examine(examined.file().enabledRoutes());
    }
  }
}
