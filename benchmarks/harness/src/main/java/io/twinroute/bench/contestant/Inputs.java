package io.twinroute.bench.contestant;

/**
 * What a contestant reads.
 *
 * @param left topic on the cluster {@code east}
 * @param right topic on the cluster {@code west}
 * @param window each way, in milliseconds; without a meaning for lookups
 * @param lateness of both sides, in milliseconds
 * @param live whether records are being written while it runs
 */
public record Inputs(String left, String right, long window, long lateness, boolean live) {}
