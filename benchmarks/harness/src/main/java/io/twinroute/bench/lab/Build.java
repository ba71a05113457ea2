package io.twinroute.bench.lab;

import io.twinroute.cli.engine.Launcher;
import java.io.File;
import java.nio.file.Path;

/**
 * A build of Twinroute whose routers are measured.
 *
 * @param suffix what the names of its contestants end with, such as {@code @baseline}
 * @param home the folder of its launcher
 */
public record Build(String suffix, Path home) {

  /** The one that this harness is a part of; its contestants' names have no suffix. */
  public static Build own() {
    return new Build("", Path.of(System.getProperty("twinroute.home")));
  }

  public Launcher launcher() {
    return Launcher.in(home);
  }

  /** Connect, with all that the project's image of it has. */
  String connectClasspath() {
    Path target = home.resolve("kstreams-router/target");
    return target.resolve("modules/*") + File.pathSeparator + target.resolve("lib/*");
  }

  /** The settings of a worker in the project's image. */
  Path connectSettings() {
    return home.resolve("deploy/docker/connect.properties");
  }
}
