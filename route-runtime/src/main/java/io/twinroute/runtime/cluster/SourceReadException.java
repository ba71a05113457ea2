package io.twinroute.runtime.cluster;

/**
 * A consumer of a source has failed. Kafka's own exceptions name topics, and not their clusters.
 */
public final class SourceReadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String cluster;

  /**
   * @param cluster the alias of the source's cluster
   */
  public SourceReadException(String cluster, Throwable cause) {
    super("a source on cluster '" + cluster + "' cannot be read", cause);
    this.cluster = cluster;
  }

  /** The alias of the source's cluster. */
  public String cluster() {
    return cluster;
  }
}
