package io.twinroute.runtime.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Starts the HTTP server on its configured port, or on a free one if that is in use. */
final class ServerStart {

  private static final String PORT = "micronaut.server.port";
  private static final String HOST = "micronaut.server.host";

  private ServerStart() {}

  static EmbeddedServer start(ApplicationContext context) {
    Environment environment = context.getEnvironment();
    String host = environment.getProperty(HOST, String.class).orElse("localhost");
    int port = environment.getProperty(PORT, Integer.class).orElse(0);
    if (port > 0 && !isFree(host, port)) {
      environment.addPropertySource(
          PropertySource.of("free-port", Map.of(PORT, -1), Integer.MAX_VALUE));
      environment.refresh();
    }
    return context.getBean(EmbeddedServer.class).start();
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
