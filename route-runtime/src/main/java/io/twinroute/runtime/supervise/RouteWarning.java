package io.twinroute.runtime.supervise;

/**
 * What someone should look at, although the route runs.
 *
 * @param name of this kind of warning, for machines
 * @param reason one sentence for people, without record contents or secrets
 */
public record RouteWarning(String name, String reason) {}
