package io.twinroute.bench.run;

/**
 * What a contestant reads.
 *
 * @param left topic on the cluster {@code east}
 * @param right topic on the cluster {@code west}
 * @param live whether records are being written while it runs
 */
record Inputs(String left, String right, boolean live) {}
