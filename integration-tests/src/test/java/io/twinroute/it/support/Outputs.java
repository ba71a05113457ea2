package io.twinroute.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Engine;
import io.twinroute.config.InvalidRouteFileException;
import io.twinroute.config.RouteFiles;
import io.twinroute.config.RoutePlan;
import io.twinroute.parity.Comparison;
import io.twinroute.parity.ExpectedOutput;
import io.twinroute.parity.TopicReader;
import java.nio.file.Path;

/** What an engine wrote, held against the reference. */
public final class Outputs {

  private Outputs() {}

  /**
   * Asserts that every record that the engine wrote equals the reference's in key, value,
   * timestamp, headers and partition.
   *
   * @return how many records that are
   */
  public static long mustEqualReference(Path config, String route, Engine engine) {
    RoutePlan plan = plan(config, route);
    Comparison comparison = compare(plan, engine);
    assertThat(comparison.identical())
        .as(
            "%s on %s: reference=%d written=%d differing=%d%n%s",
            route,
            engine.id(),
            comparison.left(),
            comparison.right(),
            comparison.differing(),
            comparison.first())
        .isTrue();
    return comparison.right();
  }

  /** Reference on the left, the engine's output on the right. */
  public static Comparison compare(RoutePlan plan, Engine engine) {
    TopicReader written = TopicReader.open(plan.output().cluster(), plan.output().topic(engine));
    ExpectedOutput expected =
        ExpectedOutput.of(
            plan,
            TopicReader.open(plan.left().cluster(), plan.left().topic()),
            TopicReader.open(plan.right().cluster(), plan.right().topic()),
            written.partitions());
    return Comparison.of(expected, written);
  }

  public static RoutePlan plan(Path config, String route) {
    try {
      return RouteFiles.read(config).routes().stream()
          .filter(plan -> plan.name().equals(route))
          .findFirst()
          .orElseThrow();
    } catch (InvalidRouteFileException e) {
      throw new AssertionError(e);
    }
  }
}
