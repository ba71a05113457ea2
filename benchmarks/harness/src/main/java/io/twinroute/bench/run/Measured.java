package io.twinroute.bench.run;

/**
 * One run of a contestant.
 *
 * @param used what its stages have used, see {@link Drain}
 * @param hash of its results, whatever their order
 */
record Measured(String contestant, Usage used, long hash) {

  double seconds() {
    return used.nanos() / 1e9;
  }
}
