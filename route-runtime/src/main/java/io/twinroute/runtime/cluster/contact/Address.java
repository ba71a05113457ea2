package io.twinroute.runtime.cluster.contact;

import io.twinroute.config.key.Addresses;
import io.twinroute.config.plan.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.Node;

/**
 * Where something listens.
 *
 * @param host a name or an IP address, without brackets
 */
record Address(String host, int port) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** How long a listener may take for each part of an answer. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

  /** Those that a route file names for a cluster. */
  static List<Address> of(Cluster cluster) {
    return Addresses.split(cluster.bootstrapServers()).stream().map(Address::parse).toList();
  }

  static Address of(Node broker) {
    return new Address(broker.host(), broker.port());
  }

  private static Address parse(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    String host = hostAndPort.substring(0, colon);
    return new Address(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(hostAndPort.substring(colon + 1)));
  }

  /**
   * A connection, whose reads are bounded in time.
   *
   * @throws UnknownHostException if the host has no address
   * @throws IOException if nothing listens there, or nothing answers within a second
   */
  Socket connect() throws IOException {
    IOException failure = new UnknownHostException(host);
    for (InetAddress each : InetAddress.getAllByName(host)) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(each, port), (int) CONNECT_TIMEOUT.toMillis());
        socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
