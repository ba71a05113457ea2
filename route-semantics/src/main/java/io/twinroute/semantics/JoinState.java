package io.twinroute.semantics;

/**
 * The accepted records that may still meet a partner. Engines implement it on their own state, laid
 * out for their own strengths; the join asks for nothing else.
 */
public interface JoinState {

  /** Receives candidates; the order does not matter. */
  @FunctionalInterface
  interface Visitor {
    void candidate(JoinableRecord record);
  }

  /**
   * Hands every kept record of {@code side} with exactly this key and a timestamp in {@code [from,
   * to]} to {@code visitor}, each exactly once.
   */
  void forEach(Side side, byte[] key, long from, long to, Visitor visitor);

  /**
   * Keeps a record until {@code W} has passed {@link JoinWindow#latestMatch}; the implementation
   * removes it some time after that, never before.
   */
  void put(JoinableRecord record);
}
