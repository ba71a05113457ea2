package io.twinroute.it.faults;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What {@link ProcessHandle} cannot send. */
final class Signals {

  private Signals() {}

  /** The process is paused, its connections stay open. */
  static void pause(ProcessHandle process) {
    send("STOP", process);
  }

  static void goOn(ProcessHandle process) {
    send("CONT", process);
  }

  /** {@code kill -9}; returns when it is gone. */
  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  private static void send(String signal, ProcessHandle process) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + signal + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
