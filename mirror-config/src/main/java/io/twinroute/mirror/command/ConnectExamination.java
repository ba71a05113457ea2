package io.twinroute.mirror.command;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.References;
import io.twinroute.mirror.connect.ConnectClient;
import io.twinroute.mirror.connect.ConnectWorkerInfo;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.connect.ReferenceCheck;
import io.twinroute.mirror.prune.Pruning;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.runtime.engine.Findings;
import java.net.URI;
import java.util.List;

/** Looks at the Connect worker that is to run the mirrors. */
final class ConnectExamination {

  private final ConnectClient worker;
  private final Pruning pruning;
  private final StreamsSettings settings;
  private final Findings findings;
  private final String subject;

  ConnectExamination(String url, Pruning pruning, StreamsSettings settings, Findings findings) {
    URI address = URI.create(url);
    this.worker = new ConnectClient(address);
    this.pruning = pruning;
    this.settings = settings;
    this.findings = findings;
    this.subject = "Connect at " + address.getHost() + ":" + address.getPort();
  }

  /**
   * @param target the cluster that the worker should belong to
   * @param targetId its own id
   * @param routes those that write to it
   */
  void examine(Cluster target, String targetId, List<RoutePlan> routes) {
    try {
      ConnectWorkerInfo info = worker.info();
      if (info.clusterId().equals(targetId)) {
        findings.ok(subject, "Kafka Connect %s, on '%s'".formatted(info.version(), target.alias()));
      } else {
        findings.fail(subject, info.misplaced("'" + target.alias() + "'", targetId));
        return;
      }
      List<MirrorConnector> connectors =
          MirrorConnectors.of(routes, settings, References.VARIABLES);
      ReferenceCheck.require(worker, connectors);
      connectors.forEach(
          connector -> {
            List<String> refused = worker.validate(connector);
            refused.forEach(reason -> findings.fail(subject, connector.name() + ": " + reason));
            if (refused.isEmpty()) {
              findings.ok(subject, "takes connector " + connector.name());
            }
          });
      LeftoverFindings.tell(findings, subject, () -> pruning.at(worker, target));
    } catch (MirrorException e) {
      // It begins with the place, as the finding does.
      findings.fail(
          subject, String.valueOf(e.getMessage()).replace("Connect at " + worker.url() + ": ", ""));
    }
  }
}
