package io.twinroute.demo;

import io.twinroute.demo.local.BrokerSetup;
import io.twinroute.demo.local.LocalCluster;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.demo.local.ProcessGroup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resources of a demo: the clusters, the source topics and the route file. */
final class DemoSession implements AutoCloseable {
  // The sample data's timestamps are fixed, so a retention by time would soon remove them.
  private static final Map<String, String> SETTINGS = Map.of("log.retention.ms", "-1");

  private final LocalClusters clusters;
  private final SourceTopic orders;
  private final SourceTopic payments;
  private final Path routeFile;

  private DemoSession(
      LocalClusters clusters, SourceTopic orders, SourceTopic payments, Path routeFile) {
    this.clusters = clusters;
    this.orders = orders;
    this.payments = payments;
    this.routeFile = routeFile;
  }

  /** Starts the clusters and creates the source topics. */
  static DemoSession start() throws InterruptedException {
    return start(List.of());
  }

  /** The same with additional JVM options for the target's broker. */
  static DemoSession start(List<String> jvmOptions) throws InterruptedException {
    BrokerSetup setup = BrokerSetup.of(SETTINGS);
    Map<String, BrokerSetup> setups = new LinkedHashMap<>();
    setups.put(DemoRoute.EAST, setup);
    setups.put(DemoRoute.WEST, setup);
    setups.put(DemoRoute.CENTRAL, setup.withJvmOptions(jvmOptions));
    LocalClusters clusters = LocalClusters.start(setups);
    try {
      return new DemoSession(
          clusters,
          new SourceTopic(clusters.cluster(DemoRoute.EAST).asCluster(), DemoRoute.ORDERS),
          new SourceTopic(clusters.cluster(DemoRoute.WEST).asCluster(), DemoRoute.PAYMENTS),
          DemoRoute.write(clusters, clusters.processes().folder()));
    } catch (RuntimeException | InterruptedException e) {
      clusters.close();
      throw e;
    }
  }

  String describeClusters() {
    StringBuilder text = new StringBuilder();
    for (LocalCluster cluster : clusters.all()) {
      text.append(text.isEmpty() ? "" : ", ").append(cluster.asCluster());
    }
    return text.toString();
  }

  SourceTopic orders() {
    return orders;
  }

  SourceTopic payments() {
    return payments;
  }

  Path routeFile() {
    return routeFile;
  }

  /** Shuts the target's broker down. */
  void stopTarget() {
    clusters.stop(DemoRoute.CENTRAL);
  }

  ProcessGroup processes() {
    return clusters.processes();
  }

  @Override
  public void close() {
    orders.close();
    payments.close();
    clusters.close();
  }
}
