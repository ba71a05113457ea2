package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.LiveHeap;
import io.twinroute.it.tier.SecondTier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The demo's live load for as long as {@code -Dtwinroute.soak} says: no router warns of anything,
 * and after ten minutes their heaps grow no more. Within the minute and a half that it takes by
 * default, the heaps are only looked at.
 */
@SecondTier
class SoakIT {

  private static final Duration LENGTH =
      Duration.parse(System.getProperty("twinroute.soak", "PT90S"));

  /** Until caches are full and all code is compiled. */
  private static final Duration WARM_UP = Duration.ofMinutes(10);

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_HEAPS = Duration.ofMinutes(1);

  /**
   * The join's window is of 20 minutes: it keeps filling after the warm-up, with some 3 MiB at the
   * demo's rate. A leak of a kilobyte with each record or each look at the health is more.
   */
  private static final long GROWTH_AT_MOST = 8L << 20;

  private static final Pattern HEALTH = Pattern.compile("(\\w+) +(http://\\S+/health)");

  @Test
  void shouldNeitherGrowNorWarnUnderTheDemosLoad() throws InterruptedException {
    try (Command demo = Command.start("demo")) {
      Map<String, String> routers = awaitRouters(demo);
      Map<String, LiveHeap> heaps = new LinkedHashMap<>();
      routers.keySet().forEach(engine -> heaps.put(engine, LiveHeap.of(demo.process(), engine)));
      long begin = System.nanoTime();
      long nextHeap = begin;
      while (System.nanoTime() - begin < LENGTH.toNanos()) {
        assertThat(demo.isAlive()).as(demo.outSoFar()).isTrue();
        routers.values().forEach(SoakIT::mustBeWellWithoutAWarning);
        if (System.nanoTime() >= nextHeap) {
          Duration age = Duration.ofNanos(System.nanoTime() - begin);
          heaps.values().forEach(heap -> heap.look(age));
          nextHeap += BETWEEN_HEAPS.toNanos();
        }
        Thread.sleep(PAUSE.toMillis()); // there is nothing to wait for: it is to stay as it is
      }
      heaps.values().forEach(SoakIT::mustNotGrow);
      demo.stop();
    }
  }

  private static Map<String, String> awaitRouters(Command demo) {
    Map<String, String> routers = new LinkedHashMap<>();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<MatchResult> found = HEALTH.matcher(demo.outSoFar()).results().toList();
              found.forEach(m -> routers.put(m.group(1), m.group(2)));
              return routers.size() == 2;
            });
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                routers.values().stream()
                    .allMatch(url -> Health.at(url).contains("\"state\":\"running\"")));
    return routers;
  }

  private static void mustBeWellWithoutAWarning(String url) {
    assertThat(Health.at(url)).contains("\"status\":\"UP\"").doesNotContain("warnings");
  }

  private static void mustNotGrow(LiveHeap heap) {
    System.out.println("SoakIT: " + heap);
    List<Long> warm = heap.after(WARM_UP);
    if (warm.size() < 10) {
      assertThat(heap.after(Duration.ZERO)).isNotEmpty().allMatch(bytes -> bytes > 0);
      return;
    }
    assertThat(median(warm.subList(warm.size() - 5, warm.size())) - median(warm.subList(0, 5)))
        .as(heap.toString())
        .isLessThan(GROWTH_AT_MOST);
  }

  private static long median(List<Long> odd) {
    return odd.stream().sorted().skip(odd.size() / 2).findFirst().orElseThrow();
  }
}
