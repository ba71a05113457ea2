package io.twinroute.mirror.connect;

import io.twinroute.mirror.MirrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings a Connect worker to the state that a set of connectors describes. */
public final class MirrorApplier {

  private MirrorApplier() {}

  /**
   * Creates the connectors that are missing, changes those whose settings differ, resumes those
   * that are paused or stopped and restarts what has failed. Doing it again changes nothing.
   * Connectors that are not in {@code connectors} are left alone, and so are topics that a
   * connector mirrors for another route file.
   *
   * @throws MirrorException if the worker does not answer or refuses a connector; those before it
   *     have been applied
   */
  public static AppliedMirrors apply(List<MirrorConnector> connectors, ConnectClient client) {
    List<String> created = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    List<String> revived = new ArrayList<>();
    for (MirrorConnector wanted : connectors) {
      Optional<Map<String, String>> current = client.config(wanted.name());
      MirrorConnector connector = current.map(wanted::keepingTopicsOf).orElse(wanted);
      if (current.isPresent() && current.get().equals(connector.config())) {
        unchanged.add(connector.name());
      } else {
        client.put(connector);
        (current.isPresent() ? changed : created).add(connector.name());
      }
      if (current.isPresent() && revive(connector.name(), client)) {
        revived.add(connector.name());
      }
    }
    return new AppliedMirrors(created, changed, unchanged, revived);
  }

  private static boolean revive(String connector, ConnectClient client) {
    MirrorStatus status = client.status(connector);
    if (status.isHalted()) {
      client.resume(connector);
      return true;
    }
    if (status.failure().isPresent()) {
      client.restartFailed(connector);
      return true;
    }
    return false;
  }
}
