package io.twinroute.it.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A certificate authority that lives as long as a test, made with the JDK's own tool. */
final class Certificates {

  static final String PASSWORD = "canary-keystore-5e1f";

  private final Path folder;
  private final String authority;

  /**
   * @param authority its name, and the beginning of its files' names
   */
  Certificates(Path folder, String authority) {
    this.folder = folder;
    this.authority = authority;
    keytool(
        store(authority),
        "-genkeypair -alias ca -keyalg EC -validity 2 -ext bc:c -dname CN=" + authority);
    keytool(store(authority), "-exportcert -rfc -alias ca -file " + file(authority + ".pem"));
    keytool(trust(), "-importcert -noprompt -alias ca -file " + file(authority + ".pem"));
  }

  /** What to trust. */
  Path trust() {
    return file(authority + "-trust.p12");
  }

  /** A key and a certificate for {@code localhost}. */
  Path server() {
    return issue("server", "CN=localhost");
  }

  /** A key and a certificate of a client. */
  Path client(String name) {
    return issue(name, "CN=" + name);
  }

  /** A client's key, and a certificate that was good until yesterday. */
  Path expired(String name) {
    return issue("expired-" + name, "CN=" + name, "-startdate -3d");
  }

  private Path issue(String name, String distinguishedName) {
    return issue(name, distinguishedName, "-startdate -1H");
  }

  private Path issue(String name, String distinguishedName, String start) {
    Path store = store(authority + "-" + name);
    Path request = file(authority + "-" + name + ".csr");
    Path certificate = file(authority + "-" + name + ".pem");
    keytool(store, "-genkeypair -alias key -keyalg EC -dname " + distinguishedName);
    keytool(store, "-certreq -alias key -file " + request);
    keytool(
        store(authority),
        "-gencert -rfc -alias ca -ext san=dns:localhost,ip:127.0.0.1 %s -validity 2 -infile %s -outfile %s"
            .formatted(start, request, certificate));
    keytool(store, "-importcert -noprompt -alias ca -file " + file(authority + ".pem"));
    keytool(store, "-importcert -noprompt -alias key -file " + certificate);
    return store;
  }

  private Path store(String name) {
    return file(name + ".p12");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private static void keytool(Path store, String arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(Arrays.asList(arguments.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-J-XX:TieredStopAtLevel=1"));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool " + arguments + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
