package io.twinroute.it.support;

import io.twinroute.config.plan.Cluster;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * East, west and central: real brokers, started once for all test classes and gone when the tests'
 * JVM ends. Every test takes topic and route names of its own.
 *
 * <p>{@code -Dtwinroute.clusters} says what they are: {@code local}, processes of this machine, or
 * {@code containers}.
 */
public final class ThreeClusters {

  private static final TestClusters CLUSTERS = start();
  private static final AtomicInteger NAMES = new AtomicInteger();

  private ThreeClusters() {}

  private static TestClusters start() {
    TestClusters clusters =
        ContainersOnly.areWanted()
            ? new ContainerClusters("east", "west", "central")
            : new LocalTestClusters("east", "west", "central");
    Runtime.getRuntime().addShutdownHook(new Thread(clusters::close));
    FreshMirrors.on(clusters.cluster("central"));
    return clusters;
  }

  public static TestClusters all() {
    return CLUSTERS;
  }

  public static Cluster east() {
    return CLUSTERS.cluster("east");
  }

  public static Cluster west() {
    return CLUSTERS.cluster("west");
  }

  public static Cluster central() {
    return CLUSTERS.cluster("central");
  }

  /** A name that no other test uses. */
  public static String unique(String stem) {
    return stem + "-" + NAMES.incrementAndGet();
  }
}
