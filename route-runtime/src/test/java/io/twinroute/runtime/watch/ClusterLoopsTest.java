package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeClusters;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterLoopsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Cluster east = Routes.cluster("east");
  private final ClusterLoops loops = new ClusterLoops(new FakeClusters(), Duration.ofMillis(20));

  private static class Counted implements ClusterLoops.Look {
    final AtomicInteger looks = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();
    private final boolean answers;

    private Counted(boolean answers) {
      this.answers = answers;
    }

    @Override
    public boolean look(Cluster cluster, Admin admin) {
      looks.incrementAndGet();
      return answers;
    }

    @Override
    public void failed(Cluster cluster, RuntimeException why) {}

    @Override
    public void ended(Cluster cluster) {
      ends.incrementAndGet();
    }
  }

  private static final class Failing extends Counted {
    private Failing() {
      super(false);
    }

    @Override
    public boolean look(Cluster cluster, Admin admin) {
      super.look(cluster, admin);
      throw new IllegalStateException("no answer");
    }

    @Override
    public void ended(Cluster cluster) {
      super.ended(cluster);
      throw new IllegalStateException("does not end");
    }
  }

  @AfterEach
  void close() {
    loops.close();
  }

  /** A look that has nothing to ask says nothing of the cluster. */
  @Test
  void shouldTakeAClusterForDownUnlessALookWasAnswered() {
    Counted idle = new Counted(false);
    loops.lookAt(idle, Set.of(east));
    loops.lookAt(new Failing(), Set.of(east));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(loops.outage(east).map(ClusterLoops.Outage::reason))
                    .contains("no answer"));

    loops.lookAt(new Counted(true), Set.of(east));

    await().atMost(PATIENCE).until(() -> loops.outage(east).isEmpty());
  }

  @Test
  void shouldEndALookThatLeavesOthersBehind() {
    Counted leaving = new Counted(true);
    Counted staying = new Counted(true);
    loops.lookAt(leaving, Set.of(east));
    loops.lookAt(staying, Set.of(east));
    await().atMost(PATIENCE).until(() -> leaving.looks.get() > 0);

    loops.lookAt(leaving, Set.of());

    await().atMost(PATIENCE).until(() -> leaving.ends.get() == 1);
    assertThat(staying.ends).hasValue(0);
  }

  @Test
  void shouldEndTheOthersIfOneDoesNotEndInOrder() {
    Failing first = new Failing();
    Counted second = new Counted(true);
    loops.lookAt(first, Set.of(east));
    loops.lookAt(second, Set.of(east));
    await().atMost(PATIENCE).until(() -> second.looks.get() > 0);

    loops.close();

    await().atMost(PATIENCE).until(() -> first.ends.get() == 1 && second.ends.get() == 1);
  }

  @Test
  void shouldNotLookBeforeAnEarlierLoopHasEnded() throws InterruptedException {
    List<String> events = new CopyOnWriteArrayList<>();
    CountDownLatch mayEnd = new CountDownLatch(1);
    ClusterLoops.Look look =
        new ClusterLoops.Look() {
          @Override
          public boolean look(Cluster cluster, Admin admin) {
            events.add("look");
            return true;
          }

          @Override
          public void failed(Cluster cluster, RuntimeException why) {}

          @Override
          public void ended(Cluster cluster) {
            Thread.interrupted();
            try {
              mayEnd.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            events.add("ended");
          }
        };
    loops.lookAt(look, Set.of(east));
    await().atMost(PATIENCE).until(() -> !events.isEmpty());
    loops.lookAt(look, Set.of());
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    events.clear();

    loops.lookAt(look, Set.of(east));
    await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    assertThat(events).isEmpty();

    mayEnd.countDown();
    await().atMost(PATIENCE).until(() -> events.contains("look"));
    assertThat(events.get(0)).isEqualTo("ended");
  }
}
