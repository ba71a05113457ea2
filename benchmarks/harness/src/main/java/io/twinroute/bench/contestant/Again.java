package io.twinroute.bench.contestant;

import io.twinroute.bench.lab.Lab;
import io.twinroute.bench.lab.WorkerSetup;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A contestant that runs again under another name. With the same data, the difference between the
 * two is noise; with a part of it, its results are those that others with that part have to write.
 */
record Again(Contestant contestant, String name, double part) implements Contestant {

  @Override
  public Optional<WorkerSetup> mirror() {
    return contestant.mirror();
  }

  @Override
  public boolean isForItsSum() {
    return part < 1;
  }

  @Override
  public boolean joins() {
    return contestant.joins();
  }

  @Override
  public Started start(Lab lab, Inputs inputs, String run, Path folder) {
    return contestant.start(lab, inputs, run, folder);
  }
}
