package io.twinroute.bench.lab;

/**
 * A Connect worker as contestants need it.
 *
 * @param name of its group and its topics; no other worker has it
 * @param build whose Connect it is
 * @param heap as {@code -Xmx} takes it
 * @param exactlyOnce whether its source connectors may write transactions
 */
public record WorkerSetup(String name, Build build, String heap, boolean exactlyOnce) {

  /** In the settings of a build's image. */
  static final String NAME_IN_IMAGE = "twinroute-connect";

  private static final String HEAP = "768m";
  private static final String HEAP_OF_KAFKAS_SCRIPT = "2g";

  /** Kafka's defaults, so no exactly-once. */
  public static WorkerSetup stock() {
    return new WorkerSetup("stock-connect", Build.own(), HEAP_OF_KAFKAS_SCRIPT, false);
  }

  /** The image of that build. */
  public static WorkerSetup of(Build build) {
    return new WorkerSetup(
        NAME_IN_IMAGE + build.suffix().replace('@', '-'), build, HEAP, /* exactlyOnce= */ true);
  }
}
