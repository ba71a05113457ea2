package io.twinroute.it.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips what needs containers, with the reason, where there is no Docker. With {@code
 * -Dtwinroute.docker=required} it fails instead, so that nobody takes a skipped suite for a green
 * one.
 *
 * <p>Registered for all tests of the container suite.
 */
public final class ContainersOnly implements ExecutionCondition {

  static boolean areWanted() {
    return System.getProperty("twinroute.clusters", "local").equals("containers");
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!areWanted()) {
      return ConditionEvaluationResult.enabled("no containers wanted");
    }
    if (DockerClientFactory.instance().isDockerAvailable()) {
      return ConditionEvaluationResult.enabled("Docker answers");
    }
    String reason = "Docker does not answer on this machine, and these tests run in containers";
    if (System.getProperty("twinroute.docker", "").equals("required")) {
      throw new IllegalStateException(
          reason + "; -Dtwinroute.docker=required forbids to skip them");
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
