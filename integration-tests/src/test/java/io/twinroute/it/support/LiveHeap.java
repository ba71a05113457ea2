package io.twinroute.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a router's heap holds that is still of use, as {@code jcmd} reports after a collection. */
public final class LiveHeap {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  private final String engine;
  private final long process;
  private final List<Look> looks = new ArrayList<>();

  private record Look(Duration age, long bytes) {}

  private LiveHeap(String engine, long process) {
    this.engine = engine;
    this.process = process;
  }

  /**
   * That of an engine's router among the processes that another one has started.
   *
   * @throws AssertionError if there is none
   */
  public static LiveHeap of(ProcessHandle parent, String engine) {
    List<Long> children = parent.descendants().map(ProcessHandle::pid).toList();
    return jcmd("-l")
        .lines()
        .filter(line -> line.contains("--engine " + engine + " "))
        .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
        .filter(children::contains)
        .findFirst()
        .map(process -> new LiveHeap(engine, process))
        .orElseThrow(() -> new AssertionError("no router of " + engine + " among " + children));
  }

  /**
   * Collects what is of no use and looks at the rest.
   *
   * @param age how long the router has been under load
   */
  public void look(Duration age) {
    String histogram = jcmd(String.valueOf(process), "GC.class_histogram");
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new AssertionError("no total: " + histogram);
    }
    looks.add(new Look(age, Long.parseLong(total.group(1))));
  }

  /** The bytes seen from this age on. */
  public List<Long> after(Duration age) {
    return looks.stream().filter(look -> look.age().compareTo(age) >= 0).map(Look::bytes).toList();
  }

  private static String jcmd(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.addAll(List.of(arguments));
    try {
      Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return engine
        + " live heap in KiB: "
        + looks.stream().map(look -> look.age().toSeconds() + " s " + look.bytes() / 1024).toList();
  }
}
