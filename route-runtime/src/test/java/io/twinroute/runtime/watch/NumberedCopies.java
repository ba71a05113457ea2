package io.twinroute.runtime.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.runtime.Routes;
import io.twinroute.runtime.watch.shared.Copies;
import java.util.Objects;

/** Copies of the orders of tests: a value is the offset of its original. */
final class NumberedCopies {

  static final Copies OF_ORDERS =
      new Copies(
          Routes.cluster("central"),
          "east.orders",
          copy -> Long.parseLong(new String(Objects.requireNonNull(copy.value()), UTF_8)));

  private NumberedCopies() {}
}
