package io.twinroute.bench.process;

import io.twinroute.demo.local.LocalClusters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Command lines of JVMs. */
public final class Jvm {

  /** Without one, logback writes every client's debug lines, which costs more than the work. */
  private static final Path LOGGING = logging();

  private Jvm() {}

  private static Path logging() {
    try (InputStream in =
        LocalClusters.class.getResourceAsStream("/io/twinroute/demo/local/broker-logback.xml")) {
      Path file = Files.createTempFile("bench-logback", ".xml");
      file.toFile().deleteOnExit();
      Files.copy(Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param temporary where libraries may unpack what they bring; a process that is killed leaves it
   */
  public static List<String> command(
      Path temporary,
      String heap,
      List<String> options,
      String classpath,
      String main,
      String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.addAll(List.of("-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(options);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dlogback.configurationFile=" + LOGGING);
    command.addAll(List.of("-cp", classpath, main));
    command.addAll(List.of(arguments));
    return command;
  }
}
