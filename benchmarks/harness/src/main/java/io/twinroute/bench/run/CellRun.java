package io.twinroute.bench.run;

import io.twinroute.bench.contestant.Contestant;
import io.twinroute.bench.contestant.Contestant.Started;
import io.twinroute.bench.contestant.Inputs;
import io.twinroute.bench.lab.JoinShape;
import io.twinroute.bench.lab.Lab;
import io.twinroute.bench.lab.Workload;
import io.twinroute.bench.load.Pulse;
import io.twinroute.bench.measure.Drain;
import io.twinroute.bench.measure.Drained;
import io.twinroute.bench.measure.Measured;
import io.twinroute.bench.measure.ResultHash;
import io.twinroute.bench.measure.Usage;
import io.twinroute.bench.process.PeakMemory;
import io.twinroute.bench.process.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Runs contestants on the backlog of a lab. */
final class CellRun {

  private final Lab lab;
  private final @Nullable Path profiles;

  /**
   * @param profiles where flame graphs go; null: none are made
   */
  CellRun(Lab lab, @Nullable Path profiles) {
    this.lab = lab;
    this.profiles = profiles;
  }

  /**
   * @throws IllegalStateException if it ends by itself, or its results are missing or too many
   */
  Measured run(Contestant contestant, int number) throws IOException {
    String run = contestant.runName(String.valueOf(number));
    Path folder = Files.createDirectories(lab.folder().resolve("runs").resolve(run));
    contestant.mirror().ifPresent(lab.mirror()::use);
    try {
      if (lab.workload().shape() == JoinShape.OUTER) {
        try (Pulse pulse = Pulse.of(lab)) {
          return measured(contestant, run, folder);
        }
      }
      return measured(contestant, run, folder);
    } finally {
      lab.allocations().close();
      lab.mirror().release();
      lab.removeAll(run);
    }
  }

  private Measured measured(Contestant contestant, String run, Path folder) {
    Workload workload = lab.workload();
    Inputs inputs =
        new Inputs(lab.orders(), lab.right(), workload.window(), workload.lateness(), false);
    Started started = contestant.start(lab, inputs, run, folder);
    Drained last;
    long engineMemory;
    long mirrorMemory;
    try {
      last = drained(run, started, contestant.isForItsSum() || workload.isLookup());
      engineMemory = PeakMemory.of(started.engine());
      mirrorMemory = lab.mirror().process().map(PeakMemory::of).orElse(0L);
    } finally {
      lab.allocations().close();
      started.stop();
    }
    return new Measured(
        contestant.name(),
        lab.workload().records(),
        used(started, last),
        engineMemory,
        mirrorMemory,
        contestant.joins() ? checked(run, started) : 0);
  }

  private Drained drained(String run, Started started, boolean fromStart) {
    Profile profile = Profile.of(profiles, run, started.engine(), lab.mirror().process());
    try (Drain drain =
        new Drain(lab, started.engine(), started::mustLive, fromStart ? started.start() : null)) {
      Drained drained = drain.await(started.first(), started.output(), profile::begin);
      profile.end();
      return drained;
    }
  }

  /** Of all stages, each as if it had been measured from its first record to its last. */
  private static Usage used(Started started, Drained last) {
    return started
        .before()
        .map(before -> before.whole().plus(last.whole().withMirrorOf(Usage.NONE)))
        .orElseGet(last::whole);
  }

  private long checked(String run, Started started) {
    ResultHash hash = ResultHash.of(lab.cluster("central"), started.topic());
    if (hash.records() != lab.results()) {
      throw new IllegalStateException(
          "%s wrote %d results instead of %d".formatted(run, hash.records(), lab.results()));
    }
    return hash.sum();
  }
}
