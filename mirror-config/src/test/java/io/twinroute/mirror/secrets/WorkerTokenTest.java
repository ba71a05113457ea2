package io.twinroute.mirror.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.mirror.Routes;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FakeClusters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTokenTest {

  private static final String TOPIC = "twinroute-connect-central-token";

  private final FakeClusters clusters = new FakeClusters();

  @Test
  void shouldMakeATokenForATargetThatHasNone() {
    assertThat(token()).matches("[0-9a-f]{64}");
    assertThat(clusters.get("central").values(TOPIC, 0)).hasSize(1);
    assertThat(WorkerToken.of(clusters, Routes.EAST)).isNotEqualTo(token());
  }

  @Test
  void shouldFindTheTokenOfThoseBefore() {
    String first = token();

    assertThat(token()).isEqualTo(first);
    assertThat(clusters.get("central").values(TOPIC, 0)).containsExactly(first);
  }

  /** Both write theirs; the first in the topic is everybody's. */
  @Test
  void shouldSettleForOneTokenWhereTwoComeAtOnce() {
    List<CompletableFuture<String>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(CompletableFuture.supplyAsync(this::token));
    }

    assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  @Test
  void shouldTakeTheFirstOfTwo() {
    String first = token();
    clusters.get("central").append(TOPIC, 0, "another", "b".repeat(64));

    assertThat(token()).isEqualTo(first);
  }

  @Test
  void shouldNameTheTargetThatDoesNotAnswer() {
    clusters.get("central").fallSilent();

    assertThatThrownBy(this::token)
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("central");
  }

  private String token() {
    return WorkerToken.of(clusters, Routes.CENTRAL);
  }
}
