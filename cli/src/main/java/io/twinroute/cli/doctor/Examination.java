package io.twinroute.cli.doctor;

import io.twinroute.cli.sample.SampleExamination;
import io.twinroute.config.engine.Obstacle;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.engine.EngineDeclaration;
import io.twinroute.runtime.engine.EngineDeclarations;
import io.twinroute.runtime.engine.Examined;
import io.twinroute.runtime.topic.TopicInspection;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** Checks everything that the given routes need, and changes nothing. */
final class Examination implements AutoCloseable {

  private final Clusters clusters = new KafkaClusters();
  private final List<EngineDeclaration> engines;
  private final CollectedFindings findings = new CollectedFindings();
  private final Examined examined;

  /** Of the clusters that answer, by alias. */
  private final Map<String, Admin> admins = new LinkedHashMap<>();

  private final Map<String, TopicCatalog> catalogs = new HashMap<>();

  /** The clusters' own ids, by alias. */
  private final Map<String, String> ids = new HashMap<>();

  private Examination(RouteFile file, List<RoutePlan> routes, List<EngineDeclaration> engines) {
    this.engines = engines;
    this.examined = new Examined(file, routes, findings);
  }

  /**
   * @param file the settings that apply to all routes
   * @param routes the routes to check
   * @param engines the engines that will run them
   * @param fixTransactions whether to abort hung transactions in the routes' topics
   */
  static CollectedFindings of(
      RouteFile file,
      List<RoutePlan> routes,
      List<EngineDeclaration> engines,
      boolean fixTransactions) {
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
    List<ClusterIdentity> known = new ArrayList<>();
    for (Cluster cluster : examined.clusters()) {
      String subject = "cluster " + cluster.alias();
      Optional<Admin> admin = findings.ask(subject, () -> clusters.admin(cluster));
      if (admin.isEmpty()) {
        continue;
      }
      ClusterExamination examination = new ClusterExamination(cluster, admin.get(), findings);
      Optional<ClusterIdentity> identity = examination.reach();
      if (identity.isEmpty()) {
        admin.get().close(Duration.ZERO);
        continue;
      }
      admins.put(cluster.alias(), admin.get());
      ids.put(cluster.alias(), identity.get().id());
      known.stream()
          .filter(identity.get()::hasTheIdOf)
          .findFirst()
          .ifPresent(other -> alike(identity.get(), other));
      known.add(identity.get());
      examination.release();
      if (!examined.routesTo(cluster).isEmpty()) {
        examination.asTarget();
      }
    }
  }

  private void alike(ClusterIdentity cluster, ClusterIdentity other) {
    String subject = "cluster " + cluster.cluster().alias();
    String alias = other.cluster().alias();
    findings
        .askInVain(subject, () -> cluster.isTheSameAs(other))
        .ifPresent(
            same ->
                findings.warn(
                    subject,
                    same
                        ? "is the same cluster as '%s': mirrors between the two would copy in a circle. Use one alias."
                            .formatted(alias)
                        : "has the id of '%s', %s, and is another cluster: brokers and topics differ. Routes run all the same; format the storage of each cluster with an id of its own, because other tools distinguish clusters by it."
                            .formatted(alias, cluster.id())));
  }

  /** Checks what runs outside of the routers' own processes. */
  private void engines() {
    for (EngineDeclaration declaration : engines) {
      declaration.examine(examined);
      EngineDeclarations.tools(declaration.engine()).forEach(tools -> tools.examine(examined, ids));
    }
  }

  private void rights() {
    Set<Grant> needed = new LinkedHashSet<>();
    for (RoutePlan route : examined.routes()) {
      engines.forEach(declaration -> needed.addAll(declaration.grants(route, examined.file())));
    }
    for (Cluster cluster : examined.clusters()) {
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

  private void transactions(boolean fix) {
    for (Cluster target : examined.clusters()) {
      Admin admin = admins.get(target.alias());
      List<RoutePlan> writing = examined.routesTo(target);
      if (admin != null && !writing.isEmpty()) {
        new TransactionExamination(target, admin, findings).examine(writing, fix);
      }
    }
  }

  private void route(RoutePlan route) {
    for (EngineDeclaration declaration : engines) {
      Obstacle.of(declaration.engine(), route)
          .forEach(obstacle -> findings.fail("route " + route.name(), obstacle));
    }
    Map<SourceTopic, Integer> sources = new LinkedHashMap<>();
    for (RouteInput input : route.inputs()) {
      input
          .topics()
          .forEach(
              topic -> source(route, input, topic).ifPresent(count -> sources.put(topic, count)));
    }
    new SampleExamination(clusters, route, findings).examine(sources);
    boolean known = sources.size() == route.sources().count();
    if (known) {
      List<Integer> partitions = List.copyOf(sources.values());
      EngineDeclarations.all()
          .forEach(declaration -> declaration.examineInputs(clusters, route, partitions, findings));
    }
    Admin target = admins.get(route.output().cluster().alias());
    if (target != null) {
      List<Engine> running = engines.stream().map(EngineDeclaration::engine).toList();
      TopicCatalog topics = catalog(route.output().cluster(), target);
      SizeExamination sizes = new SizeExamination(clusters, route, topics, findings);
      Optional<SizeLimit> limit = sizes.limit();
      new OutputExamination(
              route,
              limit.orElseGet(route::knownLimit),
              new TopicInspection(topics, this::catalog),
              findings)
          .examine(running, sources);
      limit.ifPresent(bytes -> sizes.examine(running, bytes));
      if (known) {
        earlierRun(route, running);
      }
    }
  }

  private void earlierRun(RoutePlan route, List<Engine> running) {
    EarlierRunExamination examination =
        new EarlierRunExamination(
            clusters, route, cluster -> admin(cluster).orElseThrow(), findings);
    for (Engine engine : running) {
      examination
          .pins(engine)
          .ifPresent(
              pins ->
                  EngineDeclarations.tools(engine)
                      .forEach(tools -> tools.examineRoute(clusters, route, pins, findings)));
    }
    examination.strangers();
  }

  /** Checks a cluster that answers. */
  private Optional<Admin> admin(Cluster cluster) {
    return Optional.ofNullable(admins.get(cluster.alias()));
  }

  /** Its topics, described once for all routes. */
  private Optional<TopicCatalog> catalog(Cluster cluster) {
    return admin(cluster).map(admin -> catalog(cluster, admin));
  }

  private TopicCatalog catalog(Cluster cluster, Admin admin) {
    return catalogs.computeIfAbsent(cluster.alias(), alias -> new TopicCatalog(cluster, admin));
  }

  private Optional<Integer> source(RoutePlan route, RouteInput input, SourceTopic source) {
    return admin(source.cluster())
        .flatMap(admin -> new SourceExamination(route, input, source, admin, findings).examine());
  }

  @Override
  public void close() {
    admins.values().forEach(admin -> admin.close(Duration.ZERO));
  }
}
