package io.twinroute.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How much processes that bring no settings for Logback write: as much as a local broker. */
public final class ProcessLogging {

  private static final String BROKERS = "/io/twinroute/demo/local/broker-logback.xml";

  private ProcessLogging() {}

  /**
   * A JVM's option.
   *
   * @param folder where the settings are kept while the process runs
   */
  public static String option(Path folder) {
    Path settings = folder.resolve("logback.xml");
    try (InputStream in = ProcessLogging.class.getResourceAsStream(BROKERS)) {
      Files.copy(in, settings, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "-Dlogback.configurationFile=" + settings;
  }
}
