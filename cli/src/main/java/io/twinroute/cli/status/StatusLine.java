package io.twinroute.cli.status;

import java.util.List;

/**
 * A route on one engine.
 *
 * @param fields in the order of {@link #TITLES}
 * @param reason why it is not ready; empty if it is
 */
record StatusLine(List<String> fields, String reason) {

  static final List<String> TITLES =
      List.of(
          "ROUTE", "ENGINE", "STATE", "READ", "RESULTS", "LATE", "DEAD", "LAG", "BEHIND", "TIME");

  StatusLine {
    fields = List.copyOf(fields);
  }
}
