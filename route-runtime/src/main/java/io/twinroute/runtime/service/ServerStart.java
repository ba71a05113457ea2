package io.twinroute.runtime.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Starts the HTTP server on its configured port, or on a free one if that is in use. */
final class ServerStart {

  private static final String HOST = "micronaut.server.host";
  private static final String PORT = "micronaut.server.port";
  private static final PropertySource ANY_FREE_PORT =
      PropertySource.of("any-free-port", Map.of(PORT, -1), Integer.MAX_VALUE);

  private ServerStart() {}

  /** A context whose server runs; closing it ends the server. */
  static ApplicationContext start(PropertySource routeFile) {
    ApplicationContext context = context(routeFile);
    String host = context.getProperty(HOST, String.class).orElse("localhost");
    int port = context.getProperty(PORT, Integer.class).orElse(0);
    try {
      if (isFree(host, port)) {
        return started(context);
      }
    } catch (ServerStartupException e) {
      if (isFree(host, port)) {
        throw e; // it was not about the port
      }
      // Another router that started in the same moment has it now.
    }
    context.close(); // a server cannot be started twice
    return started(context(routeFile, ANY_FREE_PORT));
  }

  private static ApplicationContext context(PropertySource... sources) {
    return ApplicationContext.builder()
        .propertySources(sources)
        .banner(false)
        .deduceEnvironment(false)
        .start();
  }

  private static ApplicationContext started(ApplicationContext context) {
    context.getBean(EmbeddedServer.class).start();
    return context;
  }

  private static boolean isFree(String host, int port) {
    if (port <= 0) {
      return true;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
