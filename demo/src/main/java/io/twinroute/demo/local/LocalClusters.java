package io.twinroute.demo.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Kafka clusters on this machine, each a broker in a process of its own on free ports, with its
 * data in one temporary folder. Brokers and folder are gone after {@link #close()}, and at the
 * latest when this JVM ends, however it ends.
 *
 * <p>Brokers create no topics by themselves, replicate nothing unless several form one cluster, and
 * otherwise have Kafka's defaults, retention included.
 */
public final class LocalClusters implements AutoCloseable {
  private final ProcessGroup group;
  private final Map<String, LocalCluster> clusters = new LinkedHashMap<>();

  private LocalClusters(ProcessGroup group) {
    this.group = group;
  }

  /**
   * Starts one cluster for each alias, all at the same time, and returns when they answer.
   *
   * @throws LocalClusterException if one does not come up; then all are stopped
   */
  public static LocalClusters start(String... aliases) {
    return start(Map.of(), aliases);
  }

  /** As {@link #start(String...)}, with further broker settings for all of them. */
  public static LocalClusters start(Map<String, String> settings, String... aliases) {
    Map<String, BrokerSetup> setups = new LinkedHashMap<>();
    for (String alias : aliases) {
      setups.put(alias, BrokerSetup.of(settings));
    }
    return start(setups);
  }

  /** As {@link #start(String...)}, each alias with a setup of its own. */
  public static LocalClusters start(Map<String, BrokerSetup> setups) {
    ProcessGroup group = new ProcessGroup("twinroute-");
    LocalClusters clusters = new LocalClusters(group);
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    setups.forEach(
        (alias, setup) -> {
          LocalCluster cluster = new LocalCluster(alias, group, setup);
          clusters.clusters.put(alias, cluster);
          starts.add(CompletableFuture.runAsync(cluster::start));
        });
    try {
      starts.forEach(CompletableFuture::join);
      return clusters;
    } catch (CompletionException e) {
      group.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * The cluster with this alias.
   *
   * @throws IllegalArgumentException if none was started with it
   */
  public LocalCluster cluster(String alias) {
    LocalCluster cluster = clusters.get(alias);
    if (cluster == null) {
      throw new IllegalArgumentException("no local cluster " + alias + " in " + clusters.keySet());
    }
    return cluster;
  }

  /** All clusters, in the order of their start. */
  public List<LocalCluster> all() {
    return List.copyOf(clusters.values());
  }

  /** Shuts this cluster's broker down; its data and its address stay. */
  public void stop(String alias) {
    cluster(alias).stop();
  }

  /** Starts this cluster's broker again, with its data, at its address. */
  public void restart(String alias) {
    cluster(alias).restart();
  }

  /** The brokers' processes and folder; further processes can share both and their end. */
  public ProcessGroup processes() {
    return group;
  }

  @Override
  public void close() {
    group.close();
  }
}
