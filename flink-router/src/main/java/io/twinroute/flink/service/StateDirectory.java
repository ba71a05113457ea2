package io.twinroute.flink.service;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.PinnedRoute;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

/**
 * Where a route's checkpoints and savepoints are, and which of them is the one to resume from.
 * Every incarnation of a route has a directory of its own, so a route on other clusters never meets
 * it.
 */
final class StateDirectory {

  private static final String METADATA = "_metadata";

  /** There from before the first job on. */
  private static final String BEGUN = "_begun";

  private final String root;

  StateDirectory(String stateDir, PinnedRoute route) {
    URI base =
        URI.create(stateDir.contains("://") ? stateDir : Path.of(stateDir).toUri().toString());
    String directory = base.toString();
    this.root =
        (directory.endsWith("/") ? directory : directory + "/")
            + route.plan().name()
            + "/"
            + route.incarnation();
  }

  /** The directory of this route's incarnation, as a URI. */
  String place() {
    return root;
  }

  /**
   * Whether {@link #begin} was called on this very directory.
   *
   * @throws RouteFailedException if the directory cannot be read
   */
  boolean isBegun() {
    try {
      org.apache.flink.core.fs.Path mark = mark();
      return FileSystem.get(mark.toUri()).exists(mark);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Marks the directory as this route's, for a start without any state.
   *
   * @throws RouteFailedException if the directory cannot be written
   */
  void begin() {
    org.apache.flink.core.fs.Path mark = mark();
    try (OutputStream out =
        FileSystem.get(mark.toUri()).create(mark, FileSystem.WriteMode.OVERWRITE)) {
      out.flush();
    } catch (IOException e) {
      throw unusable("written", e);
    }
  }

  private org.apache.flink.core.fs.Path mark() {
    return new org.apache.flink.core.fs.Path(root, BEGUN);
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
      throw unreadable(e);
    }
  }

  private RouteFailedException unreadable(IOException e) {
    return unusable("read", e);
  }

  private RouteFailedException unusable(String what, IOException e) {
    return new RouteFailedException(
        "The Flink state directory %s cannot be %s: %s. Check twinroute.flink.state-dir."
            .formatted(root, what, e.getMessage()),
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
