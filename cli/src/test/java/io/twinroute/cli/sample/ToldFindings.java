package io.twinroute.cli.sample;

import io.twinroute.runtime.engine.Findings;
import java.util.ArrayList;
import java.util.List;

/** Findings as lines, for tests. */
final class ToldFindings implements Findings {

  final List<String> lines = new ArrayList<>();

  @Override
  public void ok(String subject, String message) {
    lines.add("ok " + subject + ": " + message);
  }

  @Override
  public void warn(String subject, String message) {
    lines.add("warn " + subject + ": " + message);
  }

  @Override
  public void fail(String subject, String message) {
    lines.add("fail " + subject + ": " + message);
  }
}
