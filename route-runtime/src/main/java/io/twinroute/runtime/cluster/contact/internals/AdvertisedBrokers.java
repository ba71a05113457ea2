package io.twinroute.runtime.cluster.contact.internals;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * The brokers that a cluster names to its clients, as one broker reports them.
 *
 * <p>Kafka's own clients do not say: an admin client continues with the advertised addresses, and
 * if it reaches none of them it gives up without naming them. Nor can what they read be bounded. So
 * this asks with the network layer below them, which knows every security protocol. It is no public
 * interface; these constructors are the same in 4.2 and 4.3. An answer of the admin client that it
 * has from the bootstrap connection would replace it.
 */
public final class AdvertisedBrokers {

  private static final String CLIENT = "twinroute-contact";

  /** The answer names brokers only. */
  private static final int LARGEST_ANSWER = 4 << 20;

  private AdvertisedBrokers() {}

  /**
   * @param settings those of any client of the cluster
   * @param patience for each step: to connect, and to answer
   * @throws IOException if the broker cannot be reached, or does not answer
   * @throws org.apache.kafka.common.KafkaException if the settings do not make a client, or the
   *     broker does not let it in
   */
  public static Collection<Node> toldBy(
      String host, int port, Map<String, ?> settings, Duration patience) throws IOException {
    Node broker = new Node(-1, host, port);
    try (Metrics metrics = new Metrics();
        NetworkClient client = client(settings, metrics, (int) patience.toMillis())) {
      if (!NetworkClientUtils.awaitReady(client, broker, Time.SYSTEM, patience.toMillis())) {
        throw new IOException("no connection to " + host + ":" + port);
      }
      MetadataRequest.Builder question = new MetadataRequest.Builder(List.of(), false);
      long now = Time.SYSTEM.milliseconds();
      return ((MetadataResponse)
              NetworkClientUtils.sendAndReceive(
                      client,
                      client.newClientRequest(broker.idString(), question, now, true),
                      Time.SYSTEM)
                  .responseBody())
          .brokers();
    }
  }

  private static NetworkClient client(Map<String, ?> settings, Metrics metrics, int patience) {
    AdminClientConfig config = new AdminClientConfig(settings);
    LogContext log = new Silence();
    Selector selector =
        new Selector(
            LARGEST_ANSWER,
            Selector.NO_IDLE_TIMEOUT_MS,
            metrics,
            Time.SYSTEM,
            CLIENT,
            Map.of(),
            false,
            ClientUtils.createChannelBuilder(config, Time.SYSTEM, log),
            log);
    try {
      return new NetworkClient(
          selector,
          new ManualMetadataUpdater(),
          CLIENT,
          1,
          patience,
          patience,
          config.getInt(AdminClientConfig.SEND_BUFFER_CONFIG),
          config.getInt(AdminClientConfig.RECEIVE_BUFFER_CONFIG),
          patience,
          patience,
          patience,
          Time.SYSTEM,
          true,
          new ApiVersions(),
          log,
          MetadataRecoveryStrategy.NONE);
    } catch (RuntimeException e) {
      Utils.closeQuietly(selector, "selector");
      throw e;
    }
  }

  /** The caller reports what goes wrong. */
  private static final class Silence extends LogContext {
    @Override
    public Logger logger(Class<?> clazz) {
      return NOPLogger.NOP_LOGGER;
    }

    @Override
    public Logger logger(String clazz) {
      return NOPLogger.NOP_LOGGER;
    }
  }
}
