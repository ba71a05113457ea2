package io.twinroute.flink.service;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.PinnedRoute;
import java.io.FileNotFoundException;
import java.io.IOException;
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
      throw new RouteFailedException(
          "The Flink state directory %s cannot be read: %s. Check twinroute.flink.state-dir."
              .formatted(root, e.getMessage()),
          e);
    }
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
