package io.twinroute.runtime.supervise;

/**
 * A route's state and why it is in it.
 *
 * @param reason one sentence for people, without record contents or secrets
 */
public record RouteStatus(RouteState state, String reason) {}
