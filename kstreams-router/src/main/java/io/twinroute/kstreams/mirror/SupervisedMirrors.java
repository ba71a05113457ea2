package io.twinroute.kstreams.mirror;

import io.twinroute.mirror.connect.MirrorReport;
import io.twinroute.mirror.connect.MirrorSupervisor;
import java.util.List;

/**
 * The mirrors of a route among those of its target that this router supervises.
 *
 * @param connectors the names of the route's own
 */
record SupervisedMirrors(MirrorSupervisor supervisor, List<String> connectors)
    implements RouteMirrors {

  @Override
  public Look lastLook() {
    MirrorReport report = supervisor.report();
    return new Look(report.began(), report.failure(connectors));
  }

  @Override
  public void restartFailed() {
    supervisor.restartFailed(connectors);
  }
}
