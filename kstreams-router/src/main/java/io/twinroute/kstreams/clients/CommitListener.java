package io.twinroute.kstreams.clients;

/** Is notified of the transactions of a stream thread's producer, on that thread. */
public interface CommitListener {

  /** The next transaction to be committed now holds its first record or offsets. */
  void wrote();

  /** Everything that the thread has written, if anything, is committed. */
  void committed();

  /** Nothing of what the thread has written since the last commit will be committed. */
  default void aborted() {}

  /** A transaction took so long to commit. */
  default void took(long nanos) {}

  /** A transaction could not be committed. */
  default void failed() {}
}
