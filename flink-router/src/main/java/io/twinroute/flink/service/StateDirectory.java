package io.twinroute.flink.service;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.pin.PinnedRoute;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

/**
 * A route's directory of checkpoints and savepoints, and the one to resume from. Every incarnation
 * of a route has a directory of its own, so a route on other clusters never meets it.
 */
final class StateDirectory {

  private static final String METADATA = "_metadata";

  /** Beside the routes' directories, which Flink creates, as another user perhaps. */
  private static final String BEGUN = "_begun-";

  private final String base;
  private final String root;
  private final org.apache.flink.core.fs.Path mark;

  StateDirectory(String stateDir, PinnedRoute route) {
    this(stateDir, route.plan().name(), route.incarnation());
  }

  StateDirectory(String stateDir, String route, String incarnation) {
    String uri =
        URI.create(stateDir.contains("://") ? stateDir : Path.of(stateDir).toUri().toString())
            .toString();
    this.base = uri.endsWith("/") ? uri : uri + "/";
    this.root = base + route + "/" + incarnation;
    this.mark = new org.apache.flink.core.fs.Path(base + BEGUN + incarnation);
  }

  /** The directory of all routes' state, as a URI. */
  String base() {
    return base;
  }

  /**
   * Checks that routes can keep state here, and creates the directory if it is not there.
   *
   * @throws RouteFailedException if they cannot
   */
  void mustBeUsable() {
    org.apache.flink.core.fs.Path directory = new org.apache.flink.core.fs.Path(base);
    try {
      FileSystem files = FileSystem.get(directory.toUri());
      boolean there = files.mkdirs(directory);
      if (!there || (!files.isDistributedFS() && !Files.isWritable(Path.of(directory.toUri())))) {
        throw new AccessDeniedException(base);
      }
    } catch (IOException e) {
      throw unusable("written", e);
    }
  }

  /**
   * Whether the route was started here and has no checkpoint yet: {@link #begin} was called, and
   * {@link #hasState} was not.
   *
   * @throws RouteFailedException if the directory cannot be read
   */
  boolean isBegun() {
    try {
      return FileSystem.get(mark.toUri()).exists(mark);
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  /**
   * Marks the directory for a start without any state.
   *
   * @throws RouteFailedException if the directory cannot be written
   */
  void begin() {
    try (OutputStream out =
        FileSystem.get(mark.toUri()).create(mark, FileSystem.WriteMode.OVERWRITE)) {
      out.flush();
    } catch (IOException e) {
      throw unusable("written", e);
    }
  }

  /**
   * Removes the mark: from now on the route has state here.
   *
   * @throws RouteFailedException if the directory cannot be written
   */
  void hasState() {
    if (!isBegun()) {
      return;
    }
    try {
      FileSystem.get(mark.toUri()).delete(mark, false);
    } catch (IOException e) {
      throw unusable("written", e);
    }
  }

  String checkpoints() {
    return root + "/checkpoints";
  }

  String savepoints() {
    return root + "/savepoints";
  }

  /**
   * The newest complete checkpoint or savepoint; a run that was stopped leaves a savepoint, one
   * that was killed its last checkpoint.
   *
   * @throws RouteFailedException if the directory cannot be read
   */
  Optional<String> newest() {
    try {
      List<FileStatus> complete = new ArrayList<>();
      for (FileStatus savepoint : list(savepoints())) {
        addIfComplete(savepoint, complete);
      }
      for (FileStatus job : list(checkpoints())) {
        for (FileStatus checkpoint : list(job.getPath().toString())) {
          addIfComplete(checkpoint, complete);
        }
      }
      return complete.stream()
          .max(Comparator.comparingLong(FileStatus::getModificationTime))
          .map(metadata -> metadata.getPath().getParent().toString());
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  private RouteFailedException unusable(String what, IOException e) {
    return new RouteFailedException(
        new Misconfigured(
            "The Flink state directory %s cannot be %s: %s. Check twinroute.flink.state-dir."
                .formatted(base, what, e.getMessage())),
        e);
  }

  private static void addIfComplete(FileStatus directory, List<FileStatus> complete)
      throws IOException {
    for (FileStatus file : list(directory.getPath().toString())) {
      if (file.getPath().getName().equals(METADATA) && file.getLen() > 0) {
        complete.add(file);
      }
    }
  }

  private static List<FileStatus> list(String directory) throws IOException {
    org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(directory);
    try {
      FileStatus[] found = FileSystem.get(path.toUri()).listStatus(path);
      return found == null ? List.of() : List.of(found);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
