package io.twinroute.demo.local;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for processes that need to know their port before they bind it, and that bind it again
 * after they were killed.
 *
 * <p>They are below the range that systems choose from, for outgoing connections and for whoever
 * asks for any port (Linux from 32768, others from 49152): a port of that range would soon be taken
 * while nobody listens on it. Thread-safe.
 */
public final class FreePorts {

  private static final int FIRST = 10_000;
  private static final int BEHIND_LAST = 32_768;
  private static final int ATTEMPTS = 1_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /**
   * A port that nobody listens on just now; never the same twice in one process.
   *
   * @throws IllegalStateException if there is none
   */
  public static int find() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from %d to %d".formatted(FIRST, BEHIND_LAST - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
