package io.twinroute.kstreams.clients;

import io.twinroute.config.plan.Cluster;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
    return shared(
        admins.computeIfAbsent(
            target.alias(),
            alias -> {
              Map<String, Object> own = new LinkedHashMap<>(config);
              own.put(AdminClientConfig.CLIENT_ID_CONFIG, CLIENT_ID);
              return create.apply(own);
            }));
  }

  private static Admin shared(Admin admin) {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, new Shared(admin));
  }

  /** Ends all of them: no route runs any more. */
  @Override
  public synchronized void close() {
    admins.values().forEach(Admin::close);
    admins.clear();
  }

  /** All that an admin client can do, but for what is about one user of it alone. */
  private record Shared(Admin admin) implements InvocationHandler {

    @Override
    @SuppressWarnings("NullAway") // what the admin client returns, and null for nothing
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      return switch (method.getName()) {
        case "close" -> null;
        // A route's own metrics would stay there when it ends.
        case "registerMetricForSubscription", "unregisterMetricFromSubscription" -> null;
        default -> forward(method, arguments);
      };
    }

    @SuppressWarnings("NullAway")
    private Object forward(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(admin, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
