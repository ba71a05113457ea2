package io.twinroute.it.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way from clients to a broker: a relay of TCP connections that can go bad. Thread-safe. */
public final class Link implements AutoCloseable {

  /** How it treats the connections that go through it, new ones and those that are open. */
  public enum Behaviour {
    /** As a good network. */
    PASS,
    /** Nothing comes through, without an error; what was sent arrives once this is over. */
    BLACK_HOLE,
    /** Connections are reset as soon as anything is sent. */
    RESET,
    /** Each piece of data is half a second late. */
    DELAY,
    /** 64 KiB a second and connection. */
    THROTTLE,
    /**
     * The broker hears its clients, and its answers are lost; so are the connections afterwards.
     */
    DROP_RESPONSES
  }

  private static final int PIECE = 16 << 10;
  private static final int THROTTLED_BYTES_PER_SECOND = 64 << 10;
  private static final long DELAY_MILLIS = 500;
  private static final long TICK_MILLIS = 20;

  private final ServerSocket server;
  private final int brokerPort;
  private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
  private volatile Behaviour behaviour = Behaviour.PASS;
  private volatile boolean closed;

  /** A relay on a free port of the loopback address. */
  public Link(int brokerPort) {
    this.brokerPort = brokerPort;
    try {
      this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept, "link-" + brokerPort);
  }

  public int port() {
    return server.getLocalPort();
  }

  public void become(Behaviour wanted) {
    behaviour = wanted;
    relays.stream().filter(relay -> relay.holed).forEach(Relay::reset);
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = server.accept();
        Relay relay = new Relay(client);
        relays.add(relay);
        daemon(relay::open, "relay-" + brokerPort);
      } catch (IOException e) {
        // Closed, or a client that has gone already.
      }
    }
  }

  private static void daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    relays.forEach(Relay::reset);
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One client's connection. */
  private final class Relay {

    private final Socket client;
    private final Socket broker = new Socket();
    private volatile boolean holed;

    Relay(Socket client) {
      this.client = client;
    }

    void open() {
      try {
        awaitPassage();
        broker.connect(
            new InetSocketAddress(InetAddress.getByName("localhost"), brokerPort), 2_000);
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
        daemon(() -> pump(broker, client, true), "answers-" + brokerPort);
        pump(client, broker, false);
      } catch (IOException | InterruptedException e) {
        reset();
      }
    }

    private void pump(Socket from, Socket to, boolean answers) {
      byte[] piece = new byte[PIECE];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          if (treat(n, answers)) {
            out.write(piece, 0, n);
          }
        }
      } catch (IOException | InterruptedException e) {
        // The other end has gone; so does this one.
      }
      reset();
    }

    /** Whether these bytes go through; returns when it is time for them. */
    private boolean treat(int bytes, boolean answer) throws IOException, InterruptedException {
      switch (behaviour) {
        case RESET -> throw new IOException("reset");
        case DELAY -> Thread.sleep(DELAY_MILLIS);
        case THROTTLE -> Thread.sleep(bytes * 1_000L / THROTTLED_BYTES_PER_SECOND);
        case DROP_RESPONSES -> {
          holed |= answer;
          return !answer;
        }
        default -> {}
      }
      awaitPassage(); // what was under way when it closed is held, too
      if (holed) {
        throw new IOException("reset"); // no network leaves bytes out
      }
      return true;
    }

    private void awaitPassage() throws InterruptedException {
      while (behaviour == Behaviour.BLACK_HOLE && !closed) {
        Thread.sleep(TICK_MILLIS);
      }
    }

    void reset() {
      relays.remove(this);
      close(client);
      close(broker);
    }

    private void close(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It is closed already.
      }
    }
  }
}
