package io.twinroute.kstreams.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.mirror.connect.MirrorConnector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownConnectorsTest {

  private static final MirrorConnector ORDERS = new MirrorConnector("orders", Map.of());
  private static final MirrorConnector REFUNDS = new MirrorConnector("refunds", Map.of());

  private final KnownConnectors known = new KnownConnectors();

  @Test
  void shouldAskAgainForWhatAWorkerHasNotTaken() {
    known.lookAfter(List.of(ORDERS));

    known.ask(List.of(REFUNDS));

    assertThat(known.further(List.of(ORDERS, REFUNDS))).containsExactly(REFUNDS);
  }

  @Test
  void shouldForgetAlsoWhatAWorkerWasOnlyAskedFor() {
    known.lookAfter(List.of(ORDERS));
    known.ask(List.of(REFUNDS));

    assertThat(known.forgetOthersThan(List.of(ORDERS))).containsExactly("refunds");
    assertThat(known.forgetOthersThan(List.of(ORDERS))).isEmpty();
  }

  @Test
  void shouldForgetOnceMoreWhatCouldNotBeRemoved() {
    known.lookAfter(List.of(ORDERS, REFUNDS));
    known.forgetOthersThan(List.of(ORDERS));

    known.keep(List.of("refunds"));

    assertThat(known.further(List.of(REFUNDS))).containsExactly(REFUNDS);
    assertThat(known.forgetOthersThan(List.of(ORDERS))).containsExactly("refunds");
  }
}
