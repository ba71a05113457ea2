package io.twinroute.demo.local;

import java.util.List;

/** A local cluster that did not come up; the message ends with the broker's last lines. */
public final class LocalClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean portInUse;

  LocalClusterException(String alias, String address, List<String> shown, List<String> log) {
    super(
        "The local cluster %s (%s) did not start. Its last lines:%n%s"
            .formatted(alias, address, String.join(System.lineSeparator(), shown)));
    this.portInUse = log.stream().anyMatch(line -> line.contains("Address already in use"));
  }

  /** Whether another process had taken one of its ports. */
  boolean isPortInUse() {
    return portInUse;
  }
}
