package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.parity.Comparison;
import io.twinroute.parity.ParityException;
import io.twinroute.parity.TopicReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The clusters that the demo and all of these tests run on. */
@SecondTier
class LocalClustersIT {

  @Test
  void shouldRunRealBrokersThatKeepTheirDataAndLeaveNothingBehind() throws Exception {
    // given
    LocalClusters clusters = LocalClusters.start("east", "west");
    try {
      Cluster east = clusters.cluster("east").asCluster();
      Cluster west = clusters.cluster("west").asCluster();
      createTopic(east);
      createTopic(west);
      // transactions, one of them aborted, whose markers occupy the last offsets
      write(east, "a", true);
      write(east, "never", false);
      write(west, "a", true);

      // when
      clusters.cluster("east").kill();
      clusters.restart("east");
      clusters.stop("west");
      clusters.restart("west");

      // then
      Comparison comparison =
          Comparison.of(TopicReader.open(east, "numbers"), TopicReader.open(west, "numbers"));
      assertThat(comparison).isEqualTo(new Comparison(1, 1, 0, null));
      assertThatThrownBy(() -> TopicReader.open(east, "letters"))
          .isInstanceOf(ParityException.class)
          .hasMessageContainingAll("east", east.bootstrapServers(), "letters", "does not exist");
    } finally {
      clusters.close();
    }
    assertThat(clusters.processes().folder()).doesNotExist();
  }

  /** With records of 1970, which a broker removes half a minute after its start by default. */
  private static void createTopic(Cluster cluster) throws ExecutionException, InterruptedException {
    NewTopic topic = new NewTopic("numbers", 1, (short) 1).configs(Map.of("retention.ms", "-1"));
    try (Admin admin = Admin.create(settings(cluster))) {
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private static void write(Cluster cluster, String value, boolean commit) {
    Map<String, Object> settings = new HashMap<>(settings(cluster));
    settings.put("transactional.id", "test");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("numbers", 0, 5L, null, value.getBytes(UTF_8)));
      producer.flush();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static Map<String, Object> settings(Cluster cluster) {
    return Map.of("bootstrap.servers", cluster.bootstrapServers());
  }
}
