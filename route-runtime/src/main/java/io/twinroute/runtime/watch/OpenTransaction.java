package io.twinroute.runtime.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A transaction in a source that stays open: its partition's later records cannot be read.
 *
 * @param cluster the source cluster's alias
 * @param offset where it begins
 * @param since when it was opened; if the cluster does not report that, when it was first seen
 * @param isExact whether the cluster reported it
 * @param transactionalId whose it is; empty if the cluster does not report it
 */
public record OpenTransaction(
    String cluster,
    String topic,
    int partition,
    long offset,
    Instant since,
    boolean isExact,
    Optional<String> transactionalId) {

  /** For people: where, whose, since when and how long, and what to do. */
  public String text(Instant now) {
    return "%s/%s/%d is read up to offset %d only: a transaction%s has been open there %s %s (%d s). Its producer has to end it; the cluster does so after the producer's transaction.timeout.ms."
        .formatted(
            cluster,
            topic,
            partition,
            offset,
            transactionalId.map(" of '%s'"::formatted).orElse(""),
            isExact ? "since" : "since at least",
            since.toString().replaceAll("\\.\\d+", ""),
            Math.max(0, Duration.between(since, now).toSeconds()));
  }
}
