package io.twinroute.runtime.watch.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.BlockedClusters;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.pin.PinnedInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterWatchesTest {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Cluster EAST = Routes.cluster("east");
  private static final Cluster WEST = Routes.cluster("west");
  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
  private static final TopicPartition RETURNS = new TopicPartition("returns", 0);

  private final FakeClusters fakes = new FakeClusters();
  private final FakeCluster east = fakes.get("east");
  private final BlockedClusters clusters = new BlockedClusters(fakes);
  private final ClusterWatches watches = new ClusterWatches(clusters);
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    clusters.release();
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void shouldAskOnceForAllWhoWantToKnow() {
    List<Answers> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(subscribe(EAST, ORDERS));
    }
    await().until(() -> all.stream().allMatch(each -> each.count.get() > 0));
    int answersBefore = all.get(0).count.get();
    int requestsBefore = east.requests("listOffsets");

    await().until(() -> all.get(0).count.get() >= answersBefore + 5);

    int answers = all.get(0).count.get() - answersBefore;
    int requests = east.requests("listOffsets") - requestsBefore;
    assertThat(requests).isLessThanOrEqualTo(3 * (answers + 2)); // first offsets and both ends
    assertThat(all).allMatch(each -> each.count.get() > 2);
  }

  @Test
  void shouldSayWherePartitionsBeginAndEnd() {
    east.append("orders", 0, "k", "1");
    east.removeBefore("orders", 0, 1);
    east.beginTransaction("orders", 0);
    east.append("orders", 0, "k", "2");

    Answers answers = subscribe(EAST, ORDERS);
    await().until(() -> answers.last != null);

    PartitionOffsets last = answers.last;
    assertThat(last.firsts()).containsEntry(ORDERS, 1L);
    assertThat(last.committed()).containsEntry(ORDERS, 1L);
    assertThat(last.ends()).containsEntry(ORDERS, 2L);
    assertThat(last.answeredAt()).isGreaterThanOrEqualTo(last.askedAt());
  }

  @Test
  void shouldNotLetASilentClusterHoldUpAnother() {
    clusters.block("east");
    Answers silent = subscribe(EAST, ORDERS);
    CompletableFuture<Long> unread = cluster(EAST).lastRecords().last(ORDERS, 0, 1);

    Answers answers = subscribe(WEST, ORDERS);

    await().until(() -> answers.count.get() > 2);
    assertThat(cluster(WEST).lastRecords().last(ORDERS, 0, 0))
        .succeedsWithin(Duration.ofSeconds(20));
    assertThat(silent.count).hasValue(0);
    assertThat(unread).isNotDone();
  }

  @Test
  void shouldNotLetATopicThatIsGoneHoldUpOthers() {
    Answers orders = subscribe(EAST, ORDERS);
    Answers returns = subscribe(EAST, RETURNS);
    await().until(() -> returns.count.get() > 0);

    east.loseOffsets("returns");

    await().until(() -> returns.failures.get() > 1);
    int before = orders.count.get();
    await().until(() -> orders.count.get() > before + 1);
    assertThat(orders.failures).hasValue(0);
  }

  /** One partition's leader may need longer; an answer that comes late looks like an outage. */
  @Test
  void shouldNotLetASlowTopicHoldUpOthers() {
    Answers orders = subscribe(EAST, ORDERS);
    Answers returns = subscribe(EAST, RETURNS);
    await().until(() -> orders.count.get() > 2 && returns.count.get() > 2);

    east.answerLate("returns");

    int before = orders.count.get();
    await().until(() -> orders.count.get() > before + 5);
    int late = returns.count.get();
    east.answerSoon("returns");
    await().until(() -> returns.count.get() > late + 2);
    assertThat(orders.failures).hasValue(0);
    assertThat(returns.failures).hasValue(0);
  }

  @Test
  void shouldReportAnOutageAndItsEnd() {
    Answers answers = subscribe(EAST, ORDERS);
    await().until(() -> answers.count.get() > 0);

    east.fallSilent();
    await().until(() -> answers.failures.get() > 1);
    int before = answers.count.get();
    east.comeBack();

    await().until(() -> answers.count.get() > before + 1);
  }

  @Test
  void shouldAnswerNobodyWhoHasLeft() throws Exception {
    Answers leaving = new Answers();
    ClusterWatch cluster = cluster(EAST);
    AutoCloseable subscription = cluster.offsets().subscribe(Set.of(ORDERS), PAUSE, true, leaving);
    Answers staying = subscribe(EAST, ORDERS);
    await().until(() -> leaving.count.get() > 0);

    subscription.close();

    await().until(() -> staying.count.get() > 2); // what was under way is through
    int left = leaving.count.get();
    int before = staying.count.get();
    await().until(() -> staying.count.get() > before + 2);
    assertThat(leaving.count).hasValue(left);
  }

  /** Also while a cluster is silent. */
  @Test
  void shouldEndItsThreadsWithTheLastWhoLeaves() {
    Cluster lonely = Routes.cluster("lonely");
    clusters.block("lonely");
    ClusterWatch one = watches.of(lonely);
    ClusterWatch other = watches.of(lonely);
    one.offsets().subscribe(Set.of(ORDERS), PAUSE, false, new Answers());
    one.lastRecords().last(ORDERS, 0, 1);
    await().until(() -> threads("lonely") == 2);

    one.close();
    assertThat(threads("lonely")).isEqualTo(2);
    other.close();

    await().until(() -> threads("lonely") == 0);
  }

  @Test
  void shouldReadOnceWhatManyAskFor() {
    for (int i = 0; i < 3; i++) {
      east.append("orders", 0, "k", "v");
      east.append("orders", 1, "k", "v");
    }
    east.appendUnseen("orders", 0);
    LastRecords records = cluster(EAST).lastRecords();
    assertThat(records.last(ORDERS, 0, 4)).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(2L);
    int polls = east.polls();

    for (int i = 0; i < 100; i++) {
      assertThat(records.last(ORDERS, 2, 4)).succeedsWithin(Duration.ZERO).isEqualTo(2L);
      assertThat(records.last(ORDERS, 3, 4))
          .succeedsWithin(Duration.ZERO)
          .isEqualTo(PinnedInput.NOTHING);
    }
    assertThat(records.last(new TopicPartition("orders", 1), 0, 2))
        .succeedsWithin(Duration.ofSeconds(20))
        .isEqualTo(1L);

    assertThat(east.polls()).isLessThanOrEqualTo(polls + 2);
  }

  @Test
  void shouldFailWhatASilentClusterIsAskedToRead() {
    east.append("orders", 0, "k", "v");
    east.fallSilent();
    LastRecords records = cluster(EAST).lastRecords();

    assertThat(records.last(ORDERS, 0, 1)).failsWithin(Duration.ofSeconds(20));
    east.comeBack();

    assertThat(records.last(ORDERS, 0, 1)).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0L);
  }

  @Test
  void shouldReadTheOthersWhereATopicCannotBeRead() {
    TopicPartition refunds = new TopicPartition("refunds", 0);
    east.append("orders", 0, "k", "v");
    east.append("refunds", 0, "k", "v");
    east.denyReads("returns");
    LastRecords records = cluster(EAST).lastRecords();
    clusters.block("east"); // so that all are asked for together
    CompletableFuture<Long> denied = records.last(RETURNS, 0, 1);
    CompletableFuture<Long> order = records.last(ORDERS, 0, 1);
    CompletableFuture<Long> refund = records.last(refunds, 0, 1);

    clusters.release();

    assertThat(order).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0L);
    assertThat(refund).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0L);
    assertThat(denied).failsWithin(Duration.ofSeconds(20));
  }

  private Answers subscribe(Cluster cluster, TopicPartition partition) {
    Answers answers = new Answers();
    open.add(cluster(cluster).offsets().subscribe(Set.of(partition), PAUSE, true, answers));
    return answers;
  }

  private ClusterWatch cluster(Cluster cluster) {
    ClusterWatch watch = watches.of(cluster);
    open.add(watch);
    return watch;
  }

  private static long threads(String alias) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("-" + alias))
        .count();
  }

  private static final class Answers implements OffsetsListener {
    final AtomicInteger count = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();
    volatile @Nullable PartitionOffsets last;

    @Override
    public void answered(PartitionOffsets offsets) {
      last = offsets;
      count.incrementAndGet();
    }

    @Override
    public void unanswered(Throwable why) {
      failures.incrementAndGet();
    }
  }
}
