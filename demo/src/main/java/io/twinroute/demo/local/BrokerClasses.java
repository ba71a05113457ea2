package io.twinroute.demo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

  /** Notes that the archive was made on the class path of this process. */
  public void keepClassPath() {
    try {
      Files.writeString(folder.resolve(CLASS_PATH), System.getProperty("java.class.path"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> optionsFromArchive() {
    try {
      return Files.exists(archive())
          ? List.of(
              "-XX:SharedArchiveFile=" + archive(),
              "-Xlog:cds=off", // one that does not fit is ignored
              "-cp",
              Files.readString(folder.resolve(CLASS_PATH)))
          : own();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> own() {
    return List.of("-cp", System.getProperty("java.class.path"));
  }
}
