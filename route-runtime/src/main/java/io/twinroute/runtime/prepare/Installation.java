package io.twinroute.runtime.prepare;

import io.twinroute.runtime.pin.RoutePins;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which id the routes of a file get in common. It is the one that their pins already hold. Two
 * engines that start the routes of a new file at once may have made two; the next start settles for
 * the smaller one.
 */
final class Installation {

  private final TreeSet<String> known = new TreeSet<>();
  private final String running;

  /**
   * @param running the id of routes of the file that run already, which counts before all others;
   *     empty if none does
   */
  Installation(String running) {
    this.running = running;
  }

  /** Takes the id of a route of the file that was started before. */
  void knows(RoutePins pins) {
    Optional.ofNullable(pins.installation()).ifPresent(known::add);
  }

  /** The id; a new one if none is known. */
  String id() {
    if (!running.isEmpty()) {
      return running;
    }
    return known.isEmpty() ? UUID.randomUUID().toString() : known.first();
  }
}
