package io.twinroute.runtime.service;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.runtime.supervise.InputCounts;
import io.twinroute.runtime.supervise.RecentRejections;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteWarning;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns while a route rejects more than half of an input's recent records: it runs, and its results
 * are not what anybody wants. Each input counts for itself, since a join without one of them joins
 * nothing. Not thread-safe.
 */
final class RejectionAlarm {

  static final String NAME = "rejected-share";

  private static final Logger LOG = LoggerFactory.getLogger(RejectionAlarm.class);

  private final SupervisedRoute route;
  private final LongSupplier clock;
  private final List<InputAlarm> inputs;

  RejectionAlarm(SupervisedRoute route) {
    this(route, System::nanoTime);
  }

  /**
   * @param clock in nanoseconds, and never goes back
   */
  RejectionAlarm(SupervisedRoute route, LongSupplier clock) {
    this.route = route;
    this.clock = clock;
    this.inputs = route.route().plan().inputs().stream().map(InputAlarm::new).toList();
  }

  /** To be called often, and once more when the route has ended. */
  void tick() {
    RouteCounts counts = route.counts();
    long now = clock.getAsLong();
    route.warnOf(inputs.stream().flatMap(input -> input.look(counts, now).stream()).toList());
  }

  private final class InputAlarm {

    private final RouteInput input;
    private final RecentRejections recent = new RecentRejections();
    private boolean told;
    private long quietUntil = clock.getAsLong();

    InputAlarm(RouteInput input) {
      this.input = input;
    }

    Optional<RouteWarning> look(RouteCounts counts, long now) {
      InputCounts lately = recent.of(counts.input(input.index()), now);
      if (!isMost(lately)) {
        tellThatItIsOver();
        return Optional.empty();
      }
      RouteWarning warning = new RouteWarning(NAME, reason(lately));
      tell(warning, now);
      return Optional.of(warning);
    }

    private static boolean isMost(InputCounts lately) {
      return lately.read() >= RecentRejections.FEWEST
          && 2 * lately.rejected().total() > lately.read();
    }

    private String reason(InputCounts lately) {
      return String.format(
          Locale.ROOT,
          "%,d of the last %,d records of %s (%s) were rejected: %s. Compare the topic"
              + " with the route; doctor describes its records.",
          lately.rejected().total(),
          lately.read(),
          input.addresses(),
          input.name(),
          lately.rejected().text());
    }

    /** A share that stays around the limit is reported only now and then. */
    private void tell(RouteWarning warning, long now) {
      if (!told && now - quietUntil >= 0) {
        told = true;
        quietUntil = now + RecentRejections.WINDOW.toNanos();
        LOG.warn("route={} warning={} {}", name(), NAME, warning.reason());
      }
    }

    private void tellThatItIsOver() {
      if (told) {
        told = false;
        LOG.info("route={} warning={} is over for {}", name(), NAME, input.addresses());
      }
    }

    private String name() {
      return route.route().plan().name();
    }
  }
}
