package io.twinroute.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.BrokerSetup;
import io.twinroute.demo.local.ExtraListener;
import io.twinroute.demo.local.FreePorts;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.demo.local.QuorumMember;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that are not what the route file, or they themselves, say. */
@SecondTier
class MistakenClustersIT {

  @TempDir private Path folder;

  /**
   * East advertises a port where nobody listens, west speaks TLS to clients that do not, and
   * central does not to one that does. A plain client would make room for 352 MB that a TLS alert
   * announces.
   */
  @Test
  void shouldSayWhatClientsMeetThere() {
    String route = ThreeClusters.unique("mistaken");
    int eastPort = FreePorts.find();
    int westPort = FreePorts.find();
    int dead = FreePorts.find();
    Certificates authority = new Certificates(folder, "authority");
    Map<String, BrokerSetup> setups =
        Map.of(
            "east",
            BrokerSetup.of(Map.of(), new ExtraListener("AWAY", "PLAINTEXT", eastPort, dead)),
            "west",
            BrokerSetup.of(
                Map.of(
                    "ssl.keystore.location",
                    authority.server().toString(),
                    "ssl.keystore.password",
                    Certificates.PASSWORD),
                new ExtraListener("SECURE", "SSL", westPort, westPort)));
    try (LocalClusters clusters = LocalClusters.start(setups)) {
      String central = ThreeClusters.central().bootstrapServers();
      Map<String, String> addresses =
          Map.of(
              "east", "localhost:" + eastPort, "west", "localhost:" + westPort, "central", central);
      Path config =
          new RouteYaml(addresses::get)
              .cluster("central", "security.protocol: SSL")
              .route(route, "orders", "payments", 1)
              .write(folder);
      List<String> expected =
          List.of(
              "Cluster 'east' answers at localhost:%d, but advertises broker 1 at localhost:%d, which cannot be reached from here (Connection refused). Check that this broker runs, and that its advertised.listeners name an address that this machine reaches."
                  .formatted(eastPort, dead),
              "Cluster 'west' answers with TLS at localhost:%d, but its clients use PLAINTEXT. Set security.protocol to SSL or SASL_SSL among its properties, or correct its bootstrap-servers."
                  .formatted(westPort),
              "Cluster 'central' answers in plain text at %s, but its clients use SSL. Set security.protocol to PLAINTEXT or SASL_PLAINTEXT among its properties, or correct its bootstrap-servers."
                  .formatted(central));

      for (Engine engine : Engines.all()) {
        Command.Result run = Command.untilEnd(engine, config);
        assertThat(run.exit()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains(expected).doesNotContain("OutOfMemory");
      }
      Command.Result doctor = Command.run("doctor", "--config", config.toString());
      assertThat(doctor.exit()).as(doctor.toString()).isEqualTo(1);
      assertThat(doctor.out()).contains(expected);
    }
  }

  @Test
  void shouldTellClustersApartThatWereFormattedWithOneId() {
    String route = ThreeClusters.unique("alike");
    String id = Uuid.randomUuid().toString();
    int controllers = FreePorts.find();
    int others = FreePorts.find();
    int second = FreePorts.find();
    Map<String, BrokerSetup> setups =
        Map.of(
            "east",
            new BrokerSetup(
                Map.of(),
                new ExtraListener("SECOND", "PLAINTEXT", second, second),
                new QuorumMember(id, 1, List.of(controllers)),
                List.of()),
            "west",
            new BrokerSetup(Map.of(), null, new QuorumMember(id, 1, List.of(others)), List.of()));
    try (LocalClusters clusters = LocalClusters.start(setups)) {
      String east = clusters.cluster("east").bootstrapServers();
      String west = clusters.cluster("west").bootstrapServers();
      SourceTopic.create(clusters.cluster("east").asCluster(), "orders", 1).close();
      String copied = doctor(route, Map.of("east", east, "west", west));
      String twice = doctor(route, Map.of("east", east, "west", "localhost:" + second));

      assertThat(copied)
          .contains("warn  cluster west: has the id of 'east', " + id + ", and is another cluster")
          .doesNotContain("is the same cluster as");
      assertThat(twice).contains("warn  cluster west: is the same cluster as 'east'");
    }
  }

  private String doctor(String route, Map<String, String> addresses) {
    Path config =
        new RouteYaml(
                alias -> addresses.getOrDefault(alias, ThreeClusters.central().bootstrapServers()))
            .route(route, "orders", "payments", 1)
            .write(folder);
    return Command.run("doctor", "--config", config.toString()).out();
  }
}
