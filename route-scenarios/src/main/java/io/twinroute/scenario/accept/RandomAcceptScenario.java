package io.twinroute.scenario.accept;

import io.twinroute.scenario.accept.AcceptStep.Read;
import io.twinroute.scenario.accept.AcceptStep.Restart;
import io.twinroute.scenario.accept.AcceptStep.Silent;
import io.twinroute.scenario.accept.AcceptStep.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Accept scenarios at random: short, with records and evidence at the exact bounds. */
public final class RandomAcceptScenario {

  private static final long START = 1_700_000_000_000L;
  private static final int MOST_STEPS = 60;

  /** Fewer than after which an engine repeats. */
  private static final int MOST_TICKS_OF_A_RUN = 20;

  private final Random random;
  private final List<AcceptStep> steps = new ArrayList<>();
  private long next;
  private long now = START;
  private int ticks;
  private Silent newest = new Silent(-1, 0, START - 1);

  private RandomAcceptScenario(Random random) {
    this.random = random;
  }

  /** The scenario of this seed: always the same one. */
  public static AcceptScenario of(long seed) {
    return new AcceptScenario("seed-" + seed, new RandomAcceptScenario(new Random(seed)).steps());
  }

  private List<AcceptStep> steps() {
    random.nextInt(); // the first numbers of neighbouring seeds are alike
    for (int i = random.nextInt(MOST_STEPS); i > 0; i--) {
      step(AcceptScenario.NO_END);
    }
    if (random.nextBoolean()) {
      long end = Math.max(0, next - 1 + random.nextInt(6));
      restart(end);
      for (int i = random.nextInt(MOST_STEPS / 2); i > 0; i--) {
        step(end);
      }
    }
    return steps;
  }

  private void step(long end) {
    switch (random.nextInt(20)) {
      case 0 -> restart(end);
      case 1, 2 -> steps.add(replay());
      case 3, 4, 5 -> steps.add(evidence());
      case 6, 7, 8, 9, 10, 11 -> tick();
      default -> steps.add(read());
    }
  }

  private void restart(long end) {
    steps.add(new Restart(end));
    ticks = 0;
  }

  private void tick() {
    if (ticks < MOST_TICKS_OF_A_RUN) {
      steps.add(new Tick());
      ticks++;
    }
  }

  private Read replay() {
    return Read.at(Math.max(0, next - 1 - random.nextInt(4)), timestamp());
  }

  private Read read() {
    next += random.nextInt(5) == 0 ? random.nextInt(3) : 0;
    long offset = next++;
    return switch (random.nextInt(12)) {
      case 0 -> Read.at(offset, -1);
      case 1 -> new Read(offset, timestamp(), null, "{}");
      case 2 -> new Read(offset, timestamp(), "k", null);
      case 3 -> new Read(offset, timestamp(), "k", "{");
      case 4 ->
          Read.ofSize(AcceptScenario.MAX_RECORD_BYTES + random.nextInt(3) - 1, offset, timestamp());
      default -> Read.at(offset, timestamp());
    };
  }

  /** The time advances, and some records are at a bound of lateness or silence. */
  private long timestamp() {
    now += random.nextInt(3);
    return switch (random.nextInt(4)) {
      case 0 -> now - AcceptScenario.LATENESS - 2 + random.nextInt(5);
      case 1 -> newest.upTo() - 1 + random.nextInt(3);
      default -> now;
    };
  }

  /** Mostly of what has been read; now and then of more or less, heard before, or older. */
  private Silent evidence() {
    if (random.nextInt(4) == 0) {
      return newest;
    }
    long last = next - 1 + (random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0);
    long end = last + 1 + random.nextInt(2);
    newest = new Silent(Math.max(-1, last), Math.max(0, end), now - 3 + random.nextInt(10));
    return newest;
  }
}
