package io.twinroute.kstreams.mirror;

import io.twinroute.mirror.connect.MirrorConnector;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which connectors of a target are looked after, and which others a worker may have because it was
 * asked for them. Thread-safe.
 */
final class KnownConnectors {

  private final Set<String> lookedAfter = new TreeSet<>();
  private final Set<String> askedFor = new TreeSet<>();

  /** A worker is about to be asked for these, and may take some of them even if it refuses all. */
  synchronized void ask(Collection<MirrorConnector> connectors) {
    connectors.forEach(connector -> askedFor.add(connector.name()));
  }

  /** These are looked after from now on. */
  synchronized void lookAfter(Collection<MirrorConnector> connectors) {
    ask(connectors);
    connectors.forEach(connector -> lookedAfter.add(connector.name()));
  }

  /** Those of them that are not looked after. */
  synchronized List<MirrorConnector> further(Collection<MirrorConnector> connectors) {
    return connectors.stream().filter(each -> !lookedAfter.contains(each.name())).toList();
  }

  /** Those beyond these that a worker may have; from now on they are not looked after. */
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
