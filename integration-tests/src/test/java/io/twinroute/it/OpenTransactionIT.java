package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both engines report what a source's transaction holds back, with its place and age. */
@SecondTier
class OpenTransactionIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String route = ThreeClusters.unique("open");

  @TempDir private Path folder;

  @Test
  void shouldNameATransactionThatStaysOpenUntilItEnds() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1);
        KafkaProducer<byte[], byte[]> producer = producer()) {
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 1).write(folder);
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(orders.name(), 1, null, "1".getBytes(UTF_8))).get();
      String told =
          "\"openTransactions\":[\"east/%s/1 is read up to offset 0 only: a transaction of '%s' has been open there since 20"
              .formatted(orders.name(), route);

      try (Command flink = Command.live(FlinkEngine.ENGINE, config);
          Command streams = Command.live(StreamsEngine.ENGINE, config)) {
        for (Command router : List.of(flink, streams)) {
          Awaitility.await().atMost(PATIENCE).until(() -> Health.isRunning(router, route));
          Awaitility.await()
              .atMost(PATIENCE)
              .untilAsserted(() -> assertThat(Health.of(router)).contains(told));
          assertThat(router.errSoFar().lines().filter(line -> line.contains("a transaction of")))
              .singleElement()
              .asString()
              .contains("cluster=east topic=" + orders.name() + " partitions=[1]");
        }

        producer.commitTransaction();

        for (Command router : List.of(flink, streams)) {
          Awaitility.await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () -> assertThat(Health.of(router)).doesNotContain("openTransactions"));
        }
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                ThreeClusters.east().bootstrapServers(),
                "transactional.id",
                route,
                "transaction.timeout.ms",
                (int) Duration.ofMinutes(10).toMillis()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }
}
