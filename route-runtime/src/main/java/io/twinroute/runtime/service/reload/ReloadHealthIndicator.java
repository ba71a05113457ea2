package io.twinroute.runtime.service.reload;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * A refused reload in {@code /health}, until another one is done. It is always up: the routes run
 * as they did before.
 */
@Singleton
class ReloadHealthIndicator implements HealthIndicator {

  private final ReloadRequests reloads;

  ReloadHealthIndicator(ReloadRequests reloads) {
    this.reloads = reloads;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    HealthResult.Builder result = HealthResult.builder("reload", HealthStatus.UP);
    reloads
        .warning()
        .ifPresent(
            warning ->
                result.details(
                    Map.of(
                        "warnings",
                        List.of(Map.of("name", warning.name(), "reason", warning.reason())))));
    return Publishers.just(result.build());
  }
}
