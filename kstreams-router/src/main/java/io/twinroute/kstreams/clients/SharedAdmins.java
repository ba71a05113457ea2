package io.twinroute.kstreams.clients;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.shared.LentAdmin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * One admin client for all routes with the same target, because each client has a thread and
 * connections. Thread-safe.
 */
public final class SharedAdmins implements AutoCloseable {

  private static final String CLIENT_ID = "twinroute-streams-admin";

  private final Function<Map<String, Object>, Admin> create;

  /** By the cluster's alias. */
  private final Map<String, Admin> admins = new LinkedHashMap<>();

  public SharedAdmins() {
    this(Admin::create);
  }

  SharedAdmins(Function<Map<String, Object>, Admin> create) {
    this.create = create;
  }

  /**
   * The admin client of a target. Closing it has no effect.
   *
   * @param config the first route's settings; those of other routes to the target differ only in
   *     client ids
   */
  public synchronized Admin of(Cluster target, Map<String, Object> config) {
    return LentAdmin.of(
        admins.computeIfAbsent(
            target.alias(),
            alias -> {
              Map<String, Object> own = new LinkedHashMap<>(config);
              own.put(AdminClientConfig.CLIENT_ID_CONFIG, CLIENT_ID);
              return create.apply(own);
            }),
        () -> {});
  }

  /** Ends all of them: no route runs any more. */
  @Override
  public synchronized void close() {
    admins.values().forEach(Admin::close);
    admins.clear();
  }
}
