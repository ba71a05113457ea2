package io.twinroute.bench.run;

import java.nio.file.Path;

/** One that takes part already, under another name: what differs between the two is noise. */
record Again(Contestant contestant) implements Contestant {

  @Override
  public String name() {
    return contestant.name() + "-again";
  }

  @Override
  public MirrorWorker.Kind mirror() {
    return contestant.mirror();
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
