package io.twinroute.reference;

/**
 * What the reference needs to know of a route. All times in milliseconds.
 *
 * @param leftAs member name of the left value in a result
 * @param rightAs member name of the right value in a result
 */
public record ReferenceRoute(
    String leftAs,
    String rightAs,
    long leftLateness,
    long rightLateness,
    long before,
    long after) {}
