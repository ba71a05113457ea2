package io.twinroute.runtime.service.reload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A router that runs on this machine for this user, as its notice in the folder for temporary files
 * says. Only its user can read the notice, which holds the token for {@code POST /reload}.
 *
 * @param engine the engine's id
 * @param config its route file, as an absolute path
 * @param url where it listens
 * @param token what a reload must bring along
 */
public record RunningRouter(long pid, String engine, Path config, URI url, String token) {

  static final String PATH = "/reload";

  /** What precedes the token in a request. */
  static final String SCHEME = "Bearer ";

  private static final Logger LOG = LoggerFactory.getLogger(RunningRouter.class);
  private static final String PREFIX = "twinroute-router-";
  private static final String SUFFIX = ".properties";
  private static final Set<PosixFilePermission> OWN =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** A router's notice, which goes with the router. */
  public interface Notice extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Writes a notice of this process, and removes those of killed routers that it replaces. If that
   * fails, the router still runs, but {@code reload} does not find it.
   */
  public static Notice leave(String engine, Path config, URL url, String token) {
    Properties notice = new Properties();
    notice.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    notice.setProperty("engine", engine);
    notice.setProperty("config", config.toAbsolutePath().normalize().toString());
    notice.setProperty("url", url.toString());
    notice.setProperty("token", token);
    try {
      Path file = Files.createTempFile(PREFIX, SUFFIX); // for its owner only
      removeOutdated(url, file);
      try (OutputStream out = Files.newOutputStream(file)) {
        notice.store(out, null);
      }
      return () -> delete(file);
    } catch (IOException e) {
      LOG.warn(
          "'twinroute reload' will not find this router: no file can be written: {}", e.toString());
      return () -> {};
    }
  }

  /**
   * Nobody but this process listens here. And a container's folder may outlive its processes, whose
   * numbers come again: what names this one, and is older, is not about it.
   */
  private static void removeOutdated(URL url, Path own) {
    ProcessHandle process = ProcessHandle.current();
    Instant began = process.info().startInstant().orElse(Instant.MIN);
    try {
      UserPrincipal user = Files.getOwner(own);
      for (Path notice : notices()) {
        Optional<RunningRouter> router = read(notice, user);
        if (router.isPresent()
            && (router.get().url.toString().equals(url.toString())
                || (router.get().pid == process.pid()
                    && Files.getLastModifiedTime(notice).toInstant().isBefore(began)))) {
          delete(notice);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("notices of earlier routers may stay", e);
    }
  }

  /** Those that have left a notice and still run. */
  public static List<RunningRouter> all() throws IOException {
    Path probe = Files.createTempFile("twinroute-user-", null);
    try {
      return all(Files.getOwner(probe)); // Java does not name this process's user
    } finally {
      Files.delete(probe);
    }
  }

  /** Those of a user. */
  static List<RunningRouter> all(UserPrincipal user) throws IOException {
    List<RunningRouter> routers = new ArrayList<>();
    for (Path notice : notices()) {
      read(notice, user).ifPresent(routers::add);
    }
    return routers;
  }

  private static List<Path> notices() throws IOException {
    List<Path> notices = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder(), PREFIX + "*" + SUFFIX)) {
      found.forEach(notices::add);
    }
    return notices;
  }

  private static Path folder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Empty if it is somebody else's, or its router is gone: killed, it leaves its notice behind. */
  private static Optional<RunningRouter> read(Path notice, UserPrincipal user) {
    try {
      if (!Files.isReadable(notice)
          || !Files.getOwner(notice, LinkOption.NOFOLLOW_LINKS).equals(user)
          || !OWN.containsAll(Files.getPosixFilePermissions(notice))) {
        return Optional.empty();
      }
      Properties said = new Properties();
      try (InputStream in = Files.newInputStream(notice)) {
        said.load(in);
      }
      RunningRouter router =
          new RunningRouter(
              Long.parseLong(said.getProperty("pid", "none yet")), // it is just being written
              said.getProperty("engine", ""),
              Path.of(said.getProperty("config", "")),
              URI.create(said.getProperty("url", "")),
              said.getProperty("token", ""));
      if (ProcessHandle.of(router.pid()).isPresent()) {
        return Optional.of(router);
      }
      delete(notice);
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("{} is no router's notice", notice, e);
      return Optional.empty();
    }
  }

  /** Where to {@code POST} the wish that it reads its file again. */
  public URI reload() {
    return url.resolve(PATH);
  }

  /** One of its other addresses. */
  public URI at(String path) {
    return url.resolve(path);
  }

  /** The value of that request's {@code Authorization}. */
  public String authorization() {
    return SCHEME + token;
  }

  /** Whether it runs the routes of a file; one that both name by different paths is the same. */
  public boolean runs(Path file) {
    if (config.equals(file.toAbsolutePath().normalize())) {
      return true;
    }
    try {
      return Files.isSameFile(config, file);
    } catch (IOException e) {
      return false; // one of them is not there
    }
  }

  private static void delete(Path notice) {
    try {
      Files.deleteIfExists(notice);
    } catch (IOException e) {
      LOG.debug("{} stays", notice, e);
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return engine + " router " + pid + " at " + url;
  }
}
