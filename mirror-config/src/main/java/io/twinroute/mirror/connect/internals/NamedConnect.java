package io.twinroute.mirror.connect.internals;

import java.lang.reflect.Field;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.AbstractHerder;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.RestClient;
import org.apache.kafka.connect.runtime.rest.RestServer;
import org.apache.kafka.connect.storage.KafkaConfigBackingStore;

/**
 * Connect's distributed worker, with a name for what none of its settings names: the transactional
 * id under which the leader of its group writes connectors' settings. Connect makes it of the group
 * with {@code connect-cluster-} in front, in classes that are final (Kafka 4.3).
 */
public final class NamedConnect extends ConnectDistributed {

  private final String transactionalId;

  public NamedConnect(String transactionalId) {
    this.transactionalId = transactionalId;
  }

  @Override
  protected DistributedHerder createHerder(
      DistributedConfig config,
      String workerId,
      Plugins plugins,
      ConnectorClientConfigOverridePolicy overridePolicy,
      RestServer restServer,
      RestClient restClient) {
    DistributedHerder herder =
        super.createHerder(config, workerId, plugins, overridePolicy, restServer, restClient);
    // The producer itself is made when the worker first leads its group.
    leadersProducer(herder).put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    return herder;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> leadersProducer(DistributedHerder herder) {
    try {
      Object store = field(AbstractHerder.class, "configBackingStore").get(herder);
      return (Map<String, Object>)
          field(KafkaConfigBackingStore.class, "fencableProducerProps").get(store);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of Kafka Connect has other internals", e);
    }
  }

  private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
