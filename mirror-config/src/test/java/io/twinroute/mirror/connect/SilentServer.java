package io.twinroute.mirror.connect;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Accepts connections, says the same to each of them, and then never more. */
final class SilentServer implements AutoCloseable {

  private final ServerSocket socket;
  private final CountDownLatch connected = new CountDownLatch(1);

  /** The collector closes a connection that nobody refers to. */
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** Says nothing at all. */
  SilentServer() throws IOException {
    this("");
  }

  SilentServer(String beginning) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> accept(beginning), "silent-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(String beginning) {
    try {
      while (true) {
        Socket connection = socket.accept();
        open.add(connection);
        OutputStream out = connection.getOutputStream();
        out.write(beginning.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        connected.countDown();
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  /** Returns when somebody waits for an answer. */
  void awaitConnection() throws InterruptedException {
    connected.await();
  }

  URI url() {
    return URI.create("http://localhost:" + socket.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
