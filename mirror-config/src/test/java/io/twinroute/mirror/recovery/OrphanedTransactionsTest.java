package io.twinroute.mirror.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.mirror.recovery.OpenTransactions.Transaction;
import io.twinroute.runtime.RouteFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrphanedTransactionsTest {

  private static final String TASK = "group-twinroute-east-orders-0";
  private static final Transaction FIRST = new Transaction(7, 1, 1_000);
  private static final Transaction SECOND = new Transaction(7, 1, 2_000);

  private final Target target = new Target();
  private final OrphanedTransactions orphans = new OrphanedTransactions("central", target);

  @Test
  void shouldEndATransactionInWhichNothingHappens() {
    target.open.put(TASK, FIRST);

    assertThat(orphans.look()).isTrue();
    assertThat(target.fenced).isEmpty();

    assertThat(orphans.look()).isFalse();
    assertThat(target.fenced).containsExactly(Set.of(TASK));
  }

  @Test
  void shouldLeaveATaskAloneThatBeginsOneTransactionAfterAnother() {
    target.open.put(TASK, FIRST);
    orphans.look();

    target.open.put(TASK, SECOND);

    assertThat(orphans.look()).isTrue();
    assertThat(target.fenced).isEmpty();
  }

  @Test
  void shouldLeaveAloneWhatWasOpenWhileTheWorkerRan() {
    target.open.put(TASK, FIRST);
    orphans.look();

    orphans.forget();

    assertThat(orphans.look()).isTrue();
    assertThat(target.fenced).isEmpty();
  }

  @Test
  void shouldDoNothingWhereTheClusterDoesNotAllowIt() {
    target.open.put(TASK, FIRST);
    orphans.look();
    target.refusal = new RouteFailedException("no");

    assertThat(orphans.look()).isFalse();
  }

  @Test
  void shouldKnowItsConnectorsTasksByTheirTransactionalIds() {
    assertThat(
            List.of(
                "twinroute-connect-central-twinroute-east.orders-0",
                "any.group-twinroute-west-to-central-12",
                "g-twinroute-eastxorders-0",
                "g-twinroute-east.orders-0-changelog",
                "g-twinroute-east.orders-eu-0",
                "twinroute-east.orders-0"))
        .filteredOn(
            OrphanedTransactions.tasksOf(
                    List.of("twinroute-east.orders", "twinroute-west-to-central"))
                .asMatchPredicate())
        .containsExactly(
            "twinroute-connect-central-twinroute-east.orders-0",
            "any.group-twinroute-west-to-central-12");
  }

  private static final class Target implements OpenTransactions {

    private final Map<String, Transaction> open = new HashMap<>();
    private final List<Set<String>> fenced = new ArrayList<>();
    private RouteFailedException refusal;

    @Override
    public Map<String, Transaction> all() {
      return Map.copyOf(open);
    }

    @Override
    public void fence(Set<String> ids) {
      if (refusal != null) {
        throw refusal;
      }
      fenced.add(ids);
    }
  }
}
