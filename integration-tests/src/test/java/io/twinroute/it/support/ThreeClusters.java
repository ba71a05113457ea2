package io.twinroute.it.support;

import io.twinroute.cli.local.LocalClusters;
import io.twinroute.config.Cluster;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * East, west and central: real brokers in processes of their own, started once for all test classes
 * and gone when the tests' JVM ends. Every test takes topic and route names of its own.
 */
public final class ThreeClusters {

  private static final LocalClusters CLUSTERS = start();
  private static final AtomicInteger NAMES = new AtomicInteger();

  private ThreeClusters() {}

  private static LocalClusters start() {
    LocalClusters clusters = LocalClusters.start("east", "west", "central");
    Runtime.getRuntime().addShutdownHook(new Thread(clusters::close));
    return clusters;
  }

  public static LocalClusters all() {
    return CLUSTERS;
  }

  public static Cluster east() {
    return CLUSTERS.cluster("east").asCluster();
  }

  public static Cluster west() {
    return CLUSTERS.cluster("west").asCluster();
  }

  public static Cluster central() {
    return CLUSTERS.cluster("central").asCluster();
  }

  /** A name that no other test uses. */
  public static String unique(String stem) {
    return stem + "-" + NAMES.incrementAndGet();
  }
}
