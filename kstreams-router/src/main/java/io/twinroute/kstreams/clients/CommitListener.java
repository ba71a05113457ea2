package io.twinroute.kstreams.clients;

/** Hears from a stream thread's producer, on that thread, what becomes of its transactions. */
public interface CommitListener {

  /**
   * The transaction that comes to be committed next holds something, of which this is the first.
   */
  void wrote();

  /** All that the thread has written is committed, which may be nothing. */
  void committed();
}
