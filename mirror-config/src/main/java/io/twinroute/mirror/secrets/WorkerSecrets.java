package io.twinroute.mirror.secrets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one Connect worker inside this process. Connect makes its plugins itself, from
 * names of classes; so they find what belongs to their worker here, by an id among its settings.
 * Thread-safe.
 */
public final class WorkerSecrets implements AutoCloseable {

  /** The worker's setting, and the provider's parameter, that hold the id. */
  static final String ID = "twinroute.worker";

  private static final Map<String, WorkerSecrets> WORKERS = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Map<String, Map<String, String>> clusters;
  private final String token;

  private WorkerSecrets(Map<String, Map<String, String>> clusters, String token) {
    this.clusters = new ConcurrentHashMap<>(clusters);
    this.token = token;
  }

  /**
   * Keeps the secrets of a worker that is about to start, until they are closed.
   *
   * @param clusters the client settings of each cluster that its connectors may name, by alias
   * @param token what its REST interface asks for
   */
  public static WorkerSecrets keep(Map<String, Map<String, String>> clusters, String token) {
    WorkerSecrets secrets = new WorkerSecrets(clusters, token);
    WORKERS.put(secrets.id, secrets);
    return secrets;
  }

  /** Adds the client settings of further clusters, by alias. */
  public void learn(Map<String, Map<String, String>> more) {
    clusters.putAll(more);
  }

  /** Those of the worker with these settings. */
  static WorkerSecrets of(Map<String, ?> settings) {
    WorkerSecrets secrets = WORKERS.get(String.valueOf(settings.get(ID)));
    if (secrets == null) {
      throw new ConnectException(
          "this plugin belongs to the Connect worker inside a Twinroute router, and to no other");
    }
    return secrets;
  }

  /**
   * The settings by which the worker uses them; they hold no secret.
   *
   * @param others the worker's other settings, which may name config providers of their own
   */
  public Map<String, String> settings(Map<String, String> others) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ID, id);
    String providers = others.getOrDefault(AbstractConfig.CONFIG_PROVIDERS_CONFIG, "").strip();
    settings.put(
        AbstractConfig.CONFIG_PROVIDERS_CONFIG,
        ClusterSecrets.PROVIDER + (providers.isEmpty() ? "" : "," + providers));
    String provider = AbstractConfig.CONFIG_PROVIDERS_CONFIG + "." + ClusterSecrets.PROVIDER;
    settings.put(provider + ".class", ClusterSecrets.class.getName());
    settings.put(provider + ".param." + ID, id);
    settings.put("rest.extension.classes", RestGuard.class.getName());
    return settings;
  }

  /** A client setting's value; empty if the route file has no such setting. */
  Optional<String> value(String alias, String setting) {
    @Nullable String value = clusters.getOrDefault(alias, Map.of()).get(setting);
    return Optional.ofNullable(value);
  }

  /** What the worker's REST interface asks for. */
  String token() {
    return token;
  }

  /** Forgets them; the worker has ended. */
  @Override
  public void close() {
    WORKERS.remove(id);
  }
}
