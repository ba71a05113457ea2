package io.twinroute.demo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The settings of a node that is broker and controller at once. */
final class BrokerSettings {
  static final String FILE = "server.properties";

  private BrokerSettings() {}

  /** Writes {@link #FILE} into {@code folder}; the setup's own settings win. */
  static void write(Path folder, int port, int controllerPort, BrokerSetup setup) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    QuorumMember member =
        setup.member() == null ? new QuorumMember("", 1, List.of(controllerPort)) : setup.member();
    settings.put("node.id", String.valueOf(member.node()));
    settings.put("controller.quorum.voters", member.voters());
    settings.put("controller.listener.names", "CONTROLLER");
    listeners(settings, port, controllerPort, setup.listener());
    settings.put("log.dirs", folder.resolve("data").toString());
    settings.put("auto.create.topics.enable", "false");
    replicate(settings, member.controllerPorts().size());
    settings.put("offsets.topic.num.partitions", "5");
    settings.put("transaction.state.log.num.partitions", "5");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // The default of 128 MiB would be a quarter of the heap.
    settings.put("log.cleaner.dedupe.buffer.size", "16777216");
    settings.putAll(setup.settings());
    try (Writer writer = Files.newBufferedWriter(folder.resolve(FILE))) {
      settings.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On every node; writes need all nodes but one. */
  private static void replicate(Properties settings, int nodes) {
    String replicas = String.valueOf(nodes);
    String inSync = String.valueOf(Math.max(1, nodes - 1));
    settings.put("default.replication.factor", replicas);
    settings.put("min.insync.replicas", inSync);
    settings.put("offsets.topic.replication.factor", replicas);
    settings.put("transaction.state.log.replication.factor", replicas);
    settings.put("transaction.state.log.min.isr", inSync);
    settings.put("share.coordinator.state.topic.replication.factor", replicas);
    settings.put("share.coordinator.state.topic.min.isr", inSync);
    if (nodes == 1) {
      // No other broker could take over; and once its partitions have no leader, a Kafka 4.3 broker
      // that shuts down in order discards the markers of decided transactions, which then stay open
      // (KAFKA-20734).
      settings.put("controlled.shutdown.enable", "false");
    }
  }

  private static void listeners(
      Properties settings, int port, int controllerPort, @Nullable ExtraListener extra) {
    String listeners =
        "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controllerPort);
    String advertised = "PLAINTEXT://localhost:" + port;
    String protocols = "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT";
    if (extra != null) {
      listeners += ",%s://localhost:%d".formatted(extra.name(), extra.port());
      advertised += ",%s://localhost:%d".formatted(extra.name(), extra.advertisedPort());
      protocols += ",%s:%s".formatted(extra.name(), extra.securityProtocol());
    }
    settings.put("listeners", listeners);
    settings.put("advertised.listeners", advertised);
    settings.put("listener.security.protocol.map", protocols);
    settings.put("inter.broker.listener.name", "PLAINTEXT");
  }
}
