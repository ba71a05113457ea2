package io.twinroute.runtime.service;

/**
 * How a router runs its routes.
 *
 * @param untilEnd process what the sources hold at the start, and end
 * @param keepTrying while clusters or topics are not as they must be at the start, say so in {@code
 *     /health} and try again, instead of ending
 * @param watch take over the route file whenever it changes
 */
record RunOptions(boolean untilEnd, boolean keepTrying, boolean watch) {

  RunOptions(boolean untilEnd, boolean keepTrying) {
    this(untilEnd, keepTrying, false);
  }
}
