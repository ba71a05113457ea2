package io.twinroute.kstreams.clients;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.shared.LentAdmin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * One admin client for all routes with the same target: each has a thread and connections of its
 * own. Thread-safe.
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
   * The admin client of a target. To close it has no effect.
   *
   * @param config what the first route wants it to be like; those of one target differ in their
   *     client ids only
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
