package io.twinroute.cli.doctor;

import io.twinroute.cli.doctor.HungTransactions.Hung;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.engine.EngineDeclaration;
import io.twinroute.runtime.engine.EngineDeclarations;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.runtime.engine.InternalTopics;
import io.twinroute.runtime.failure.Failure.Interrupted;
import io.twinroute.runtime.pin.RouteNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Looks for hung transactions in the routes' own topics, and in no others. */
final class TransactionExamination {

  private final Cluster target;
  private final Admin admin;
  private final HungTransactions transactions;
  private final Findings findings;
  private final String subject;

  TransactionExamination(Cluster target, Admin admin, Findings findings) {
    this.target = target;
    this.admin = admin;
    this.transactions = new HungTransactions(target, admin);
    this.findings = findings;
    this.subject = "cluster " + target.alias();
  }

  /**
   * @param routes the routes that write to the target
   * @param fix whether to abort the transactions found
   */
  void examine(List<RoutePlan> routes, boolean fix) {
    findings
        .askInVain(subject, () -> hung(topics(routes)))
        .ifPresent(
            hung -> {
              if (hung.isEmpty()) {
                findings.ok(subject, "no transaction hangs in the routes' topics");
              }
              hung.forEach(transaction -> tell(transaction, fix));
            });
  }

  private void tell(Hung transaction, boolean fix) {
    if (!fix) {
      findings.fail(
          subject,
          "%s, and no coordinator will end it: committed readers are blocked. ./twinroute doctor --fix-transactions aborts it, which drops what it has written there."
              .formatted(transaction));
      return;
    }
    findings
        .ask(
            subject,
            () -> {
              transactions.abort(transaction);
              return true;
            })
        .ifPresent(
            done ->
                findings.warn(
                    subject,
                    "%s; it was aborted. If it should have been committed, its records are missing: compare with ./twinroute verify --reference."
                        .formatted(transaction)));
  }

  private List<Hung> hung(Set<String> topics) {
    try {
      return transactions.in(topics);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Interrupted("looking for hung transactions"), e);
    }
  }

  private Set<String> topics(List<RoutePlan> routes) {
    Set<String> names = new HashSet<>(Set.of(TopicNames.pins(target)));
    List<String> prefixes = new ArrayList<>();
    for (RoutePlan route : routes) {
      prefixes.add(RouteNames.prefix(target, route.name()));
      for (EngineDeclaration declaration : EngineDeclarations.all()) {
        names.addAll(route.output().topics(declaration.engine()));
        InternalTopics internal = declaration.internalTopics(route);
        names.addAll(internal.names());
        prefixes.addAll(internal.prefixes());
      }
    }
    return ClusterClients.answer(target, "list its topics", admin.listTopics().names()).stream()
        .filter(topic -> names.contains(topic) || prefixes.stream().anyMatch(topic::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
