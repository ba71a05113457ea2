package io.twinroute.runtime.service;

import io.twinroute.runtime.service.reload.ReloadOutcome;
import io.twinroute.runtime.service.reload.ReloadRequests;
import io.twinroute.runtime.service.reload.WatchedFile;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads the route file on request or when it has changed, and reports the outcome. Not
 * thread-safe.
 */
final class Reloads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);

  private final ReloadRequests requests;
  private final @Nullable WatchedFile watched;
  private final Reloading reloading;
  private String reported = "";

  /**
   * @param watched null: only requests count
   * @param untilEnd whether the run has an end, and so reads its file once
   */
  Reloads(
      ReloadRequests requests,
      @Nullable WatchedFile watched,
      Reloading reloading,
      boolean untilEnd) {
    this.requests = requests;
    this.watched = watched;
    this.reloading = reloading;
    if (untilEnd) {
      requests.close("a run --until-end reads its file once; start the next run with the new file");
    } else {
      requests.open();
    }
  }

  /** To be called often; takes as long as a reload if there is something to do. */
  void tick() throws InterruptedException {
    Optional<CompletableFuture<ReloadOutcome>> request = requests.next();
    if (request.isPresent() || (watched != null && watched.isDue())) {
      ReloadOutcome outcome = reload();
      requests.show(outcome);
      request.ifPresent(each -> each.complete(outcome));
    }
  }

  private ReloadOutcome reload() throws InterruptedException {
    ReloadOutcome outcome;
    if (watched != null) {
      watched.reading();
    }
    try {
      outcome = reloading.reload();
    } catch (RuntimeException e) {
      LOG.error("reload failed", e);
      outcome = ReloadOutcome.incomplete("unexpected error: " + e + "; restart the router");
    }
    if (watched != null) {
      watched.tried(outcome.temporary());
    }
    log(outcome);
    return outcome;
  }

  /** What is tried again and again is reported once. */
  private void log(ReloadOutcome outcome) {
    if (outcome.done()) {
      LOG.info("reload: {}", outcome.text());
    } else if (!outcome.text().equals(reported)) {
      LOG.warn("reload: {}", outcome.text());
    }
    reported = outcome.done() ? "" : outcome.text();
  }

  @Override
  public void close() {
    requests.close("the router is stopping");
  }
}
