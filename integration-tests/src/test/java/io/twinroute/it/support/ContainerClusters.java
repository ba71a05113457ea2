package io.twinroute.it.support;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.twinroute.config.plan.Cluster;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.Uuid;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/** Each broker is a container of Kafka's own image, whose port is open to this machine only. */
final class ContainerClusters implements TestClusters {

  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final int PORT = 9092;
  private static final long MEMORY = 768L << 20;

  private final Map<String, KafkaContainer> brokers = new LinkedHashMap<>();

  ContainerClusters(String... aliases) {
    for (String alias : aliases) {
      brokers.put(alias, broker());
    }
    Startables.deepStart(brokers.values()).join();
  }

  private static KafkaContainer broker() {
    return new KafkaContainer(IMAGE)
        .withEnv("CLUSTER_ID", Uuid.randomUuid().toString())
        .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m")
        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "5")
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "5")
        .withEnv("KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", "16777216")
        .withCreateContainerCmdModifier(ContainerClusters::limit);
  }

  private static void limit(CreateContainerCmd container) {
    Objects.requireNonNull(container.getHostConfig())
        .withMemory(MEMORY)
        .withPublishAllPorts(false)
        .withPortBindings(
            new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(PORT)));
  }

  @Override
  public Cluster cluster(String alias) {
    return new Cluster(alias, broker(alias).getBootstrapServers(), Map.of());
  }

  /** Frozen rather than stopped: a stopped container would come back at another port. */
  @Override
  public void stop(String alias) {
    KafkaContainer broker = broker(alias);
    broker.getDockerClient().pauseContainerCmd(broker.getContainerId()).exec();
  }

  @Override
  public void restart(String alias) {
    KafkaContainer broker = broker(alias);
    broker.getDockerClient().unpauseContainerCmd(broker.getContainerId()).exec();
  }

  private KafkaContainer broker(String alias) {
    return Objects.requireNonNull(brokers.get(alias), alias);
  }

  @Override
  public void close() {
    brokers.values().forEach(KafkaContainer::stop);
  }
}
