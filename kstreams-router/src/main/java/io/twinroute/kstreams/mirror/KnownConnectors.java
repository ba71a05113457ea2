package io.twinroute.kstreams.mirror;

import io.twinroute.mirror.connect.MirrorConnector;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which connectors of a target are supervised, and which others a worker may have because the
 * router has requested them. Thread-safe.
 */
final class KnownConnectors {

  private final Set<String> lookedAfter = new TreeSet<>();
  private final Set<String> askedFor = new TreeSet<>();

  /**
   * These are about to be requested from a worker, which may create some of them even if it fails.
   */
  synchronized void ask(Collection<MirrorConnector> connectors) {
    connectors.forEach(connector -> askedFor.add(connector.name()));
  }

  /** These are supervised from now on. */
  synchronized void lookAfter(Collection<MirrorConnector> connectors) {
    ask(connectors);
    connectors.forEach(connector -> lookedAfter.add(connector.name()));
  }

  /** Those of them that are not supervised. */
  synchronized List<MirrorConnector> further(Collection<MirrorConnector> connectors) {
    return connectors.stream().filter(each -> !lookedAfter.contains(each.name())).toList();
  }

  /** The other connectors that a worker may have; from now on they are not supervised. */
  synchronized Set<String> forgetOthersThan(Collection<MirrorConnector> needed) {
    Set<String> obsolete = new TreeSet<>(askedFor);
    needed.forEach(connector -> obsolete.remove(connector.name()));
    askedFor.removeAll(obsolete);
    lookedAfter.removeAll(obsolete);
    return obsolete;
  }

  /** The worker may still have these. */
  synchronized void keep(Collection<String> names) {
    askedFor.addAll(names);
  }
}
