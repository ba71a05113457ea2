package io.twinroute.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A checkout of version 1.2 with all that a build leaves, but for what is in it. */
public final class FakeCheckout {

  private FakeCheckout() {}

  public static void build(Path folder) throws IOException {
    write(folder, "pom.xml", "<project>\n  <version>1.2</version>\n  <version>3</version>\n");
    write(folder, "twinroute", "#!/bin/sh");
    write(folder, "deploy/docker/connect.properties", "");
    for (String module : List.of("cli", "flink-router", "kstreams-router")) {
      write(folder, module + "/target/" + module + "-1.2.jar", "");
      Files.createDirectories(folder.resolve(module + "/target/lib"));
      Files.createDirectories(folder.resolve(module + "/target/modules"));
    }
  }

  static void write(Path folder, String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
