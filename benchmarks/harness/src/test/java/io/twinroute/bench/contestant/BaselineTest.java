package io.twinroute.bench.contestant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.twinroute.bench.lab.FakeCheckout;
import io.twinroute.bench.lab.WorkerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

  private static final String HOME = "twinroute.home";

  @TempDir private Path folder;

  @BeforeAll
  static void home() {
    System.setProperty(HOME, "/own");
  }

  @AfterAll
  static void noHome() {
    System.clearProperty(HOME);
  }

  @BeforeEach
  void build() throws IOException {
    FakeCheckout.build(folder);
  }

  @Test
  void shouldRunEachRouteTwiceFromTheBaselineAndNothingElse() {
    List<Contestant> all =
        Baseline.in(folder)
            .beside(
                List.of(
                    Twinroute.flink("heap"),
                    new Again(Twinroute.flink("heap"), "flink-heap-again", 1),
                    StockStreams.asItComes()));

    assertThat(all)
        .extracting(Contestant::name)
        .containsExactly(
            "flink-heap",
            "flink-heap@baseline",
            "flink-heap@baseline-again",
            "flink-heap-again",
            "stock");
    assertThat(all.subList(0, 3)).extracting(Contestant::route).containsOnly("flink-heap");
  }

  @Test
  void shouldGiveEachTwinAConnectWorkerOfItsOwnFromItsOwnBuild() {
    List<Contestant> all = Baseline.in(folder).beside(List.of(Twinroute.streams()));

    assertThat(all)
        .extracting(Contestant::mirror)
        .extracting(Optional::orElseThrow)
        .extracting(WorkerSetup::name, setup -> setup.build().home())
        .containsExactly(
            tuple("twinroute-connect", Path.of("/own")),
            tuple("twinroute-connect-baseline", folder),
            tuple("twinroute-connect-baseline-again", folder));
  }

  @Test
  void shouldNameRunsAsTopicsMayBe() {
    List<Contestant> all = Baseline.in(folder).beside(List.of(Twinroute.streams()));

    assertThat(all)
        .extracting(contestant -> contestant.runName("3"))
        .containsExactly("streams-3", "streams-baseline-3", "streams-baseline-again-3");
  }
}
