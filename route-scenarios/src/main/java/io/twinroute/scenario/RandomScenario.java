package io.twinroute.scenario;

import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceRule.Lookup;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.reference.ReferenceSide.Time;
import io.twinroute.reference.SourceLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Small and dense scenarios, so that records meet at the exact bounds of window and lateness; with
 * everything the rules speak of.
 */
public final class RandomScenario {

  /** One route of so many is a pass-through. */
  private static final int PASS_THROUGHS = 5;

  private final Random random;
  private final RandomContent content;
  private final RandomSettings settings;
  private final long start;
  private final int step;
  private final ScenarioRoute route;

  private RandomScenario(Random random, boolean passesThrough) {
    this.random = random;
    this.settings = new RandomSettings(random, passesThrough);
    this.content = new RandomContent(random, 1 + random.nextInt(6));
    // Odd steps reach the last milliseconds of time buckets, which are odd.
    this.step = new int[] {1, 7, 21, 10_000}[random.nextInt(4)];
    this.start = random.nextInt(4) == 0 ? 0 : 1_700_000_000_000L;
    RandomRoute routes = new RandomRoute(random, settings, step);
    this.route = passesThrough ? routes.passThrough() : routes.route();
  }

  /** The scenario of this seed: always the same one. Its expected output is the reference's. */
  public static Scenario of(long seed) {
    return of(seed, new Random(31 * seed + 7).nextLong() % PASS_THROUGHS == 0);
  }

  /** The same where all routes are joins. */
  public static Scenario joinOf(long seed) {
    return of(seed, false);
  }

  private static Scenario of(long seed, boolean passesThrough) {
    return new RandomScenario(new Random(seed), passesThrough).scenario("seed-" + seed);
  }

  private Scenario scenario(String name) {
    // Now and then the one cluster's clock is far ahead of the other's.
    long skew = random.nextInt(3) == 0 ? span(60) - 30L * step : 0;
    List<SourceLog> left = side("east", "orders", Math.max(0, skew), this::leftValue, leftSide());
    List<SourceLog> right =
        route.passesThrough()
            ? List.of()
            : side("west", "payments", Math.max(0, -skew), this::rightValue, rightSide());
    return new RandomLimit(random).on(Scenario.byReference(name, "Random.", route, left, right));
  }

  private ReferenceSide leftSide() {
    return route.reference().left();
  }

  private ReferenceSide rightSide() {
    return route.reference().right();
  }

  private byte @Nullable [] leftValue() {
    return route.passesThrough() && random.nextInt(8) == 0 ? null : content.value(leftSide().key());
  }

  private byte @Nullable [] rightValue() {
    boolean rows = route.reference().join() instanceof Lookup;
    return rows && random.nextInt(4) == 0 ? null : content.value(rightSide().key());
  }

  private List<SourceLog> side(
      String cluster,
      String topic,
      long ahead,
      Supplier<byte @Nullable []> values,
      ReferenceSide side) {
    List<SourceLog> logs = new ArrayList<>();
    for (ScenarioTopic each : new RandomTopics(random).of(cluster, topic)) {
      for (int p = 0; p < each.partitions(); p++) {
        logs.add(
            new SourceLog(
                each.cluster(), each.topic(), p, log(start + ahead + span(20), values, side)));
      }
    }
    return logs;
  }

  private List<LogRecord> log(long begin, Supplier<byte @Nullable []> values, ReferenceSide side) {
    List<LogRecord> log = new ArrayList<>();
    long offset = random.nextInt(3);
    int records = random.nextInt(12) == 0 ? 0 : random.nextInt(50);
    for (int i = 0; i < records; i++) {
      if (i > 0 && random.nextInt(10) == 0) {
        LogRecord twin = log.get(i - 1);
        log.add(new LogRecord(offset, twin.timestamp(), twin.key(), twin.value(), twin.headers()));
      } else {
        log.add(record(offset, timestamp(begin, i), key(side), values.get(), side.time()));
      }
      offset += random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 1;
    }
    return log;
  }

  private byte @Nullable [] key(ReferenceSide side) {
    if (side.recordKey() != null) {
      return content.value(side.recordKey());
    }
    return side.key() == null && !(route.passesThrough() && random.nextBoolean())
        ? content.key()
        : content.otherKey();
  }

  private LogRecord record(
      long offset,
      long time,
      byte @Nullable [] key,
      byte @Nullable [] value,
      @Nullable Time field) {
    byte[] more = settings.withField(value);
    if (field == null || time < 0) {
      return new LogRecord(offset, time, key, more, headers());
    }
    // The record's own timestamp is about as wrong as it may be.
    long own = Math.max(-1, time + span(20) - 10L * step);
    return new LogRecord(offset, own, key, settings.withTime(more, time, field.unit()), headers());
  }

  private long timestamp(long begin, int i) {
    if (random.nextInt(30) == 0) {
      return random.nextBoolean() ? -1 : -86_400_000; // any negative one is none
    }
    long onStep = begin + Math.max(0, i - random.nextInt(12)) * (long) step;
    // One millisecond beside a bound, too.
    return random.nextInt(8) == 0 ? Math.max(0, onStep + random.nextInt(3) - 1) : onStep;
  }

  private List<LogHeader> headers() {
    return random.nextInt(4) == 0 ? content.headers() : List.of();
  }

  private long span(int steps) {
    return (long) random.nextInt(steps) * step;
  }
}
