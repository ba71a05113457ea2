package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.flink.engine.FlinkSettings;
import io.twinroute.flink.engine.FlinkSettings.StateBackend;
import io.twinroute.flink.job.Routes;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.pin.EnginePins;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.semantics.record.SizeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of a route before anything is written for any of them. */
class FlinkAdapterTest {

  private final RoutePlan route = Routes.pinned(1, 1, 1).plan();
  private final FlinkAdapter adapter = new FlinkAdapter(new KafkaClusters());

  @TempDir private Path folder;

  @Test
  void shouldMakeADirectoryForState() {
    Path place = folder.resolve("a/b");

    check(place, Optional.empty());

    assertThat(place).isDirectory();
  }

  @Test
  void shouldNameADirectoryThatCannotBe() throws IOException {
    Path place = Files.createFile(folder.resolve("file")).resolve("state");

    assertThatThrownBy(() -> check(place, Optional.empty()))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("twinroute.flink.state-dir");
  }

  @Test
  void shouldNotStartOverWithoutTheStateOfAnEarlierRun() {
    Path place = folder.resolve("here");

    assertThatThrownBy(() -> check(place, Optional.of(pins(folder.resolve("there")))))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("has run on Flink with its state in")
        .hasMessageContaining("there is none in");
    assertThat(place).doesNotExist();
  }

  /** A run that ended before its first checkpoint. */
  @Test
  void shouldStartOverWhereTheEarlierRunHadOnlyBegun() {
    RoutePins pins = pins(folder);
    new StateDirectory(folder.toString(), route.name(), pins.incarnation()).begin();

    check(folder, Optional.of(pins));
  }

  private void check(Path place, Optional<RoutePins> earlier) {
    adapter.check(file(place)).check(route, earlier, SizeLimit.DEFAULT);
  }

  private static RoutePins pins(Path place) {
    return new RoutePins(
        "0123456789abcdef",
        0,
        "inner",
        SizeLimit.DEFAULT.bytes(),
        List.of(),
        Map.of(FlinkEngine.ENGINE.id(), new EnginePins(place.toUri().toString(), null)),
        Map.of(),
        null);
  }

  private static RouteFile file(Path place) {
    return new RouteFile(
        Map.of(),
        List.of(),
        List.of(
            new FlinkSettings(null, StateBackend.HEAP, place.toString(), Duration.ofSeconds(1))),
        new RestartSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), 8),
        List.of());
  }
}
