package io.twinroute.it.support;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Says which requests it understands, as every broker since Kafka 0.10 does, and understands none
 * but the first version of a few.
 */
public final class AncientBroker implements AutoCloseable {

  private static final short API_VERSIONS = 18;
  private static final short METADATA = 3;
  private static final short UNSUPPORTED_VERSION = 35;

  private final ServerSocket server;

  public AncientBroker() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  public String bootstrapServers() {
    return "localhost:" + server.getLocalPort();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "ancient-broker");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        daemon(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void serve(Socket client) {
    try (client;
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
      while (true) {
        ByteBuffer request = ByteBuffer.wrap(in.readNBytes(in.readInt()));
        short api = request.getShort();
        short version = request.getShort();
        int correlation = request.getInt();
        if (api != API_VERSIONS) {
          return;
        }
        ByteBuffer answer = ByteBuffer.allocate(64).putInt(correlation);
        answer.putShort(version == 0 ? 0 : UNSUPPORTED_VERSION).putInt(2);
        answer.putShort(METADATA).putShort((short) 0).putShort((short) 0);
        answer.putShort(API_VERSIONS).putShort((short) 0).putShort((short) 0);
        out.writeInt(answer.position());
        out.write(answer.array(), 0, answer.position());
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
