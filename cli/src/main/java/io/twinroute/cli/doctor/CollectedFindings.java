package io.twinroute.cli.doctor;

import io.twinroute.cli.doctor.Finding.Level;
import io.twinroute.runtime.engine.Findings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings in the order in which they are made. */
final class CollectedFindings implements Findings {

  /** Each once: several checks may fail on the same question. */
  private final Set<Finding> all = new LinkedHashSet<>();

  @Override
  public void ok(String subject, String message) {
    all.add(new Finding(Level.OK, subject, message));
  }

  @Override
  public void warn(String subject, String message) {
    all.add(new Finding(Level.WARN, subject, message));
  }

  @Override
  public void fail(String subject, String message) {
    all.add(new Finding(Level.FAIL, subject, message));
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  boolean hasFailures() {
    return all.stream().anyMatch(finding -> finding.level() == Level.FAIL);
  }
}
