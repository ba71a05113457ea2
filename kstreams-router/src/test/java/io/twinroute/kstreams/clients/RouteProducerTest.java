package io.twinroute.kstreams.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the open transaction when a producer is closed. */
class RouteProducerTest {

  private static final CommitListener NOBODY =
      new CommitListener() {
        @Override
        public void wrote() {}

        @Override
        public void committed() {}
      };

  private final TransactionContents contents = new TransactionContents(System::nanoTime);

  @Test
  void shouldEndAnOpenTransactionThatHoldsNothingBeforeItCloses() {
    contents.opened();

    assertThat(abortsOfAClose()).singleElement().asString().doesNotContain("closed");
  }

  /** Kafka's producer aborts it by itself. */
  @Test
  void shouldLeaveATransactionWithARecordToKafka() {
    contents.opened();
    contents.add();

    assertThat(abortsOfAClose()).isEmpty();
  }

  @Test
  void shouldEndNoTransactionWhereNoneIsOpen() {
    assertThat(abortsOfAClose()).isEmpty();
  }

  @Test
  void shouldReportThatATransactionIsAborted() {
    List<String> reports = new ArrayList<>();
    CommitListener listener =
        new CommitListener() {
          @Override
          public void wrote() {
            reports.add("wrote");
          }

          @Override
          public void committed() {
            reports.add("committed");
          }

          @Override
          public void aborted() {
            reports.add("aborted");
          }
        };
    contents.opened();
    contents.add();
    RouteProducer producer =
        new RouteProducer(
            Map.of("bootstrap.servers", "localhost:1", "transactional.id", "t"),
            listener,
            contents);

    assertThatThrownBy(producer::abortTransaction).isInstanceOf(IllegalStateException.class);
    producer.close(Duration.ZERO);

    assertThat(reports).containsExactly("aborted");
  }

  /** What Kafka's producer says of each; it has no cluster, and so cannot do it. */
  private List<String> abortsOfAClose() {
    List<String> aborts = new ArrayList<>();
    RouteProducer producer =
        new RouteProducer(
            Map.of("bootstrap.servers", "localhost:1", "transactional.id", "t"), NOBODY, contents) {
          @Override
          public void abortTransaction() {
            try {
              super.abortTransaction();
            } catch (IllegalStateException e) {
              aborts.add(String.valueOf(e.getMessage()));
            }
          }
        };
    producer.close(Duration.ZERO);
    return aborts;
  }
}
