package io.twinroute.runtime.cluster;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The folder with jars that are not Twinroute's: login modules, callback handlers, interceptors.
 * Whatever starts a process puts them at the end of its class path, and names the folder in the
 * system property {@code twinroute.plugins}.
 */
public final class Plugins {

  private static final String PROPERTY = "twinroute.plugins";

  private Plugins() {}

  /** The folder; empty if this process was started without one. */
  public static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .filter(Predicate.not(String::isBlank))
        .map(Path::of);
  }
}
