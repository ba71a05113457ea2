package io.twinroute.cli.doctor;

import io.twinroute.cli.rights.RouteGrants;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.pin.KeyPartitioning;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Looks at all that some routes need, and changes nothing. */
final class Examination implements AutoCloseable {

  private final Clusters clusters = new KafkaClusters();
  private final RouteFile file;
  private final List<RoutePlan> routes;
  private final List<Engine> engines;
  private final Findings findings = new Findings();

  /** Of the clusters that answer, by alias. */
  private final Map<String, Admin> admins = new LinkedHashMap<>();

  /** The clusters' own ids, by alias. */
  private final Map<String, String> ids = new HashMap<>();

  private Examination(RouteFile file, List<RoutePlan> routes, List<Engine> engines) {
    this.file = file;
    this.routes = routes;
    this.engines = engines;
  }

  /**
   * @param file what holds for all routes
   * @param routes those to look at
   * @param engines those that are to run them
   * @param fixTransactions whether to abort hung transactions in the routes' topics
   */
  static Findings of(
      RouteFile file, List<RoutePlan> routes, List<Engine> engines, boolean fixTransactions) {
    try (Examination examination = new Examination(file, routes, engines)) {
      examination.clusters();
      examination.engines();
      examination.rights();
      routes.forEach(examination::route);
      examination.transactions(fixTransactions);
      return examination.findings;
    }
  }

  private void clusters() {
    Map<String, String> aliases = new HashMap<>();
    for (Cluster cluster : used()) {
      String subject = "cluster " + cluster.alias();
      Optional<Admin> admin = findings.ask(subject, () -> clusters.admin(cluster));
      if (admin.isEmpty()) {
        continue;
      }
      ClusterExamination examination = new ClusterExamination(cluster, admin.get(), findings);
      Optional<String> id = examination.reach();
      if (id.isEmpty()) {
        admin.get().close(Duration.ZERO);
        continue;
      }
      admins.put(cluster.alias(), admin.get());
      ids.put(cluster.alias(), id.get());
      String other = aliases.putIfAbsent(id.get(), cluster.alias());
      if (other != null) {
        findings.warn(
            subject,
            "is the same cluster as '%s': mirrors between the two would copy in a circle. Use one alias."
                .formatted(other));
      }
      examination.release();
      if (!writingTo(cluster).isEmpty()) {
        examination.asTarget();
      }
    }
  }

  /** What runs elsewhere than in the routers' own processes. */
  private void engines() {
    String flink = file.flink().cluster();
    if (flink != null && engines.contains(Engine.FLINK)) {
      new FlinkExamination(flink, findings).examine(file.routes());
    }
    String connect = file.kstreams().connect();
    if (connect != null && engines.contains(Engine.KSTREAMS)) {
      ConnectExamination worker = new ConnectExamination(connect, file.kstreams(), findings);
      for (Cluster target : used()) {
        String id = ids.get(target.alias());
        if (id != null && !writingTo(target).isEmpty()) {
          worker.examine(target, id, writingTo(target));
        }
      }
    }
  }

  private void rights() {
    Set<Grant> needed = new LinkedHashSet<>();
    for (RoutePlan route : routes) {
      for (Engine engine : engines) {
        needed.addAll(RouteGrants.of(route, engine, file));
      }
    }
    for (Cluster cluster : used()) {
      Admin admin = admins.get(cluster.alias());
      if (admin != null) {
        RightsExamination rights = new RightsExamination(cluster, admin, findings);
        findings.askInVain(
            "rights on " + cluster.alias(),
            () -> {
              rights.examine(needed.stream().filter(g -> g.cluster().equals(cluster)).toList());
              return true;
            });
      }
    }
  }

  private List<RoutePlan> writingTo(Cluster target) {
    return routes.stream().filter(route -> route.output().cluster().equals(target)).toList();
  }

  private void transactions(boolean fix) {
    for (Cluster target : used()) {
      Admin admin = admins.get(target.alias());
      List<RoutePlan> writing = writingTo(target);
      if (admin != null && !writing.isEmpty()) {
        new TransactionExamination(target, admin, findings).examine(writing, fix);
      }
    }
  }

  private Set<Cluster> used() {
    Set<Cluster> used = new LinkedHashSet<>();
    for (RoutePlan route : routes) {
      used.addAll(route.clusters());
    }
    return used;
  }

  private void route(RoutePlan route) {
    List<Integer> partitions =
        route.inputs().stream().flatMap(input -> source(route, input).stream()).toList();
    boolean known = partitions.size() == route.inputs().size();
    if (known) {
      repartition(route, partitions);
    }
    Admin target = admins.get(route.output().cluster().alias());
    if (target != null) {
      new OutputExamination(route, target, findings).examine(engines);
      if (engines.contains(Engine.KSTREAMS)) {
        new CopyExamination(route, target, findings).examine();
      }
      if (known) {
        new EarlierRunExamination(
                clusters,
                route,
                cluster -> Objects.requireNonNull(admins.get(cluster.alias())),
                findings)
            .examine(engines);
      }
    }
  }

  private Optional<Integer> source(RoutePlan route, RouteInput input) {
    Admin admin = admins.get(input.cluster().alias());
    return admin == null
        ? Optional.empty()
        : new SourceExamination(route, input, admin, findings).examine();
  }

  private void repartition(RoutePlan route, List<Integer> partitions) {
    String subject = "route " + route.name();
    if (route.needsRepartition()) {
      findings.ok(
          subject, "kstreams sends the records through a repartition topic, as the route says");
    } else if (partitions.stream().distinct().count() > 1) {
      findings.ok(
          subject,
          "the inputs have %s partitions, so kstreams sends the records through a repartition topic"
              .formatted(
                  partitions.stream().map(String::valueOf).collect(Collectors.joining(" and "))));
    } else if (route.inputs().stream().allMatch(input -> isPlacedByKey(input, partitions.get(0)))) {
      findings.ok(subject, "the inputs are partitioned alike: kstreams needs no repartition topic");
    } else {
      findings.warn(
          subject,
          "keys are not where Kafka's own partitioner puts them, so kstreams sends the records"
              + " through a repartition topic. Say 'repartition: always', so that it does not"
              + " depend on a sample.");
    }
  }

  private boolean isPlacedByKey(RouteInput input, int partitions) {
    String subject = "source " + input.address();
    return findings
        .askInVain(subject, () -> KeyPartitioning.isByKey(clusters, input, partitions))
        .orElse(false);
  }

  @Override
  public void close() {
    admins.values().forEach(admin -> admin.close(Duration.ZERO));
  }
}
