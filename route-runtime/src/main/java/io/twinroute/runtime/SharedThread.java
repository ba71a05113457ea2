package io.twinroute.runtime;

/**
 * Threads that several routes of a process share, and that may outlive whoever needs them first.
 */
public final class SharedThread {

  private SharedThread() {}

  /**
   * A thread that has not begun. It does not keep the process alive, nor the class loader of a job
   * that happens to come first.
   */
  public static Thread of(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(SharedThread.class.getClassLoader());
    return thread;
  }
}
