package io.twinroute.demo.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The classes of a broker's JVM. Where an installation has an archive of loaded classes for its
 * brokers, they start from that, and on the class path that it was made with; else on the class
 * path of this process.
 */
public final class BrokerClasses {

  private static final String ARCHIVE = "broker.jsa";
  private static final String CLASS_PATH = "broker.classpath";

  private final Path folder;

  /**
   * @param home the installation's folder, which is that of the {@code twinroute} script
   */
  public BrokerClasses(Path home) {
    this.folder = home.resolve("demo").resolve("target");
  }

  /** Those of the installation that the system property {@code twinroute.home} names. */
  static List<String> options() {
    String home = System.getProperty("twinroute.home");
    return home == null ? own() : new BrokerClasses(Path.of(home)).optionsFromArchive();
  }

  /** Where the archive is, or is to be. */
  public Path archive() {
    return folder.resolve(ARCHIVE);
  }

  /** Notes the class path that the archive was made with. */
  public void keepClassPath(String classPath) {
    try {
      Files.writeString(folder.resolve(CLASS_PATH), classPath);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> optionsFromArchive() {
    try {
      if (Files.exists(archive())) {
        String classPath = Files.readString(folder.resolve(CLASS_PATH));
        if (isOfTheseJars(classPath)) {
          // If it does not fit the JVM for another reason, the JVM ignores it.
          return List.of("-XX:SharedArchiveFile=" + archive(), "-Xlog:cds*=off", "-cp", classPath);
        }
      }
      return own();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether no later build has added or removed a library. */
  private boolean isOfTheseJars(String classPath) throws IOException {
    Set<Path> listed = new HashSet<>();
    for (String jar : classPath.split(File.pathSeparator)) {
      listed.add(Path.of(jar).getFileName());
    }
    Set<Path> there = new HashSet<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      files
          .filter(file -> file.toString().endsWith(".jar"))
          .forEach(file -> there.add(file.getFileName()));
    }
    return there.equals(listed);
  }

  private static List<String> own() {
    return List.of("-cp", System.getProperty("java.class.path"));
  }
}
