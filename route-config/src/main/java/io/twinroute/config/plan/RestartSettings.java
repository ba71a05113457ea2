package io.twinroute.config.plan;

import java.time.Duration;

/**
 * How a failed route is restarted ({@code twinroute.restart}): after {@code initialBackoff}, then
 * twice as long each time up to {@code maxBackoff}, and {@code maxAttempts} times in a row at most.
 * A route that has run for {@code maxBackoff} starts counting from zero.
 */
public record RestartSettings(Duration initialBackoff, Duration maxBackoff, int maxAttempts) {}
