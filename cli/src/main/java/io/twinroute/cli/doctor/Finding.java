package io.twinroute.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The result of one check.
 *
 * @param level how bad it is
 * @param subject what was checked, for example {@code cluster east}
 * @param message what was found; for anything but {@link Level#OK} with the remedy
 */
record Finding(Level level, String subject, String message) {

  /** How bad a finding is. */
  enum Level {
    @JsonProperty("ok")
    OK,
    /** The routes run, but not as one might expect. */
    @JsonProperty("warn")
    WARN,
    /** A route does not run. */
    @JsonProperty("fail")
    FAIL
  }
}
