package io.twinroute.runtime.service;

/**
 * How a router runs its routes.
 *
 * @param untilEnd process what the sources hold at the start, and end
 * @param keepTrying while clusters or topics are not as they must be at the start, say so in {@code
 *     /health} and try again, instead of ending
 */
record RunOptions(boolean untilEnd, boolean keepTrying) {}
