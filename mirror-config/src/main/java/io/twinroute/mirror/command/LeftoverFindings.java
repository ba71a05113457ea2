package io.twinroute.mirror.command;

import io.twinroute.mirror.prune.Leftovers;
import io.twinroute.mirror.prune.Leftovers.Leftover;
import io.twinroute.runtime.engine.Findings;
import java.util.function.Supplier;

/** What a route file has left behind on a Connect worker, for the doctor. */
final class LeftoverFindings {

  private LeftoverFindings() {}

  /** Warns of each connector that may go. */
  static void tell(Findings findings, String subject, Supplier<Leftovers> question) {
    findings
        .askInVain(subject, question)
        .ifPresent(found -> found.own().forEach(left -> findings.warn(subject, text(left))));
  }

  private static String text(Leftover left) {
    return "connector %s copies %s, which %s. Remove it with './twinroute mirror prune'."
        .formatted(
            left.connector().name(),
            String.join(", ", left.topics()),
            left.connector().isOfOneTopic()
                ? "no route of the file reads"
                : "have connectors of their own or no reader: it is an earlier version's");
  }
}
