package io.twinroute.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** For processes that have to be told their port before they take it. */
public final class FreePort {

  private FreePort() {}

  /** A port that nobody listens on just now. */
  public static int find() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
