package io.twinroute.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks that another checkout can be started without a build. */
public final class BuiltFolder {

  /** The files that its launcher needs. */
  private static final List<String> MODULES = List.of("cli", "flink-router", "kstreams-router");

  /** Its launcher takes the first one in the file for the project's own, too. */
  private static final Pattern VERSION = Pattern.compile("<version>(.*?)</version>");

  private static final String REMEDY = "Name the folder of a checkout that has been built.";

  private BuiltFolder() {}

  /**
   * Returns the folder's absolute path.
   *
   * @throws IllegalArgumentException if it is no checkout, or was not built; the message names what
   *     is missing, and the remedy
   */
  public static Path require(Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(home)) {
      throw new IllegalArgumentException("There is no folder %s. %s".formatted(home, REMEDY));
    }
    List<String> foreign =
        Stream.of("pom.xml", "twinroute", "deploy/docker/connect.properties")
            .filter(file -> !Files.isRegularFile(home.resolve(file)))
            .toList();
    if (!foreign.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is no checkout of Twinroute: it has no %s. %s"
              .formatted(home, String.join(", no ", foreign), REMEDY));
    }
    List<String> missing = missing(home);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has not been built: it has no %s. Build it first: cd %1$s && ./mvnw package -DskipTests"
              .formatted(home, String.join(", no ", missing)));
    }
    return home;
  }

  /** The first missing file of each module. */
  private static List<String> missing(Path home) {
    String version = version(home.resolve("pom.xml"));
    return MODULES.stream()
        .flatMap(
            module ->
                Stream.of("%s-%s.jar".formatted(module, version), "lib", "modules")
                    .map(part -> module + "/target/" + part)
                    .filter(part -> !Files.exists(home.resolve(part)))
                    .limit(1))
        .toList();
  }

  private static String version(Path pom) {
    try {
      Matcher matcher = VERSION.matcher(Files.readString(pom));
      if (!matcher.find()) {
        throw new IllegalArgumentException("%s has no version. %s".formatted(pom, REMEDY));
      }
      return matcher.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
