package io.twinroute.runtime.cluster.shared;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.admin.Admin;

/** Lends an admin client to one of its users. */
public final class LentAdmin {

  private LentAdmin() {}

  /**
   * An admin client that does what {@code admin} does, but that its user cannot close.
   *
   * @param returned runs whenever the user closes what it was lent
   */
  public static Admin of(Admin admin, Runnable returned) {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, new Loan(admin, returned));
  }

  private record Loan(Admin admin, Runnable returned) implements InvocationHandler {

    @Override
    @SuppressWarnings("NullAway") // what the admin client returns, and null for nothing
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      switch (method.getName()) {
        case "close" -> returned.run();
        // A user's own metrics would stay there when the user has left.
        case "registerMetricForSubscription", "unregisterMetricFromSubscription" -> {}
        default -> {
          return forward(method, arguments);
        }
      }
      return null;
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
