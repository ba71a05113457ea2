import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches a Maven distribution for {@code ./mvnw}: downloads the archive, checks its SHA-256, and
 * moves the unpacked folder into place in one step, so that a half-finished one is never used.
 * Arguments: version, SHA-256 of the zip, folder. Proxies are those of the JVM ({@code
 * https.proxyHost}, {@code java.net.useSystemProxies}).
 */
final class MavenDownload {
  private static final String GROUP_ID = "org.apache.maven";
  private static final int CONNECT_TIMEOUT_MILLIS = 20_000;
  private static final int READ_TIMEOUT_MILLIS = 60_000;

  private MavenDownload() {}

  public static void main(String[] args) throws Exception {
    String version = args[0];
    String sha256 = args[1];
    Path home = Path.of(args[2]);
    URI archive = URI.create(repository() + archivePath(version));
    try {
      System.err.println("mvnw: fetching Maven " + version + " (once)");
      install(archive, sha256, home);
    } catch (IOException e) {
      System.err.println(
          "mvnw: cannot fetch " + archive + ": " + e + ". Set MVNW_REPOURL to a Maven repository"
              + " that this machine reaches, or MAVEN_OPTS to its proxy (-Dhttps.proxyHost=...).");
      System.exit(1);
    }
  }

  /** Maven's default repository is named after Maven's group: its parts, in a host's order. */
  private static String repository() {
    String configured = System.getenv("MVNW_REPOURL");
    if (configured != null && !configured.isBlank()) {
      return configured.replaceAll("/+$", "");
    }
    List<String> parts = new ArrayList<>(Arrays.asList(GROUP_ID.split("\\.")));
    Collections.reverse(parts);
    return "https://repo." + String.join(".", parts) + "/maven2";
  }

  private static String archivePath(String version) {
    return "/%s/apache-maven/%s/apache-maven-%s-bin.zip"
        .formatted(GROUP_ID.replace('.', '/'), version, version);
  }

  private static void install(URI archive, String sha256, Path home) throws Exception {
    Files.createDirectories(home.getParent());
    Path work = Files.createTempDirectory(home.getParent(), home.getFileName() + ".part");
    try {
      Path zip = work.resolve("maven.zip");
      String actual = download(archive, zip);
      if (!actual.equals(sha256)) {
        throw new IOException("its SHA-256 is " + actual + ", not " + sha256);
      }
      Path unpacked = work.resolve("maven");
      unpack(zip, unpacked);
      moveIntoPlace(unpacked, home);
    } finally {
      deleteTree(work);
    }
  }

  private static String download(URI archive, Path zip) throws Exception {
    URLConnection connection = archive.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    connection.setReadTimeout(READ_TIMEOUT_MILLIS);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(connection.getInputStream(), digest)) {
      Files.copy(in, zip);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Unpacks without the archive's top folder. */
  private static void unpack(Path zip, Path folder) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("it holds a path outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
          // java.util.zip does not tell the Unix mode: the scripts are the files without extension.
          if (name.startsWith("bin/") && name.indexOf('.') < 0) {
            file.toFile().setExecutable(true, false);
          }
        }
      }
    }
  }

  private static void moveIntoPlace(Path unpacked, Path home) throws IOException {
    try {
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another build on this machine was faster; its copy has passed the same check.
    } catch (IOException e) {
      if (!Files.isExecutable(home.resolve("bin/mvn"))) {
        throw e;
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
