package io.twinroute.runtime.service;

import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.watch.OpenTransaction;
import io.twinroute.runtime.watch.OpenTransactionWatch;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of this process, for whoever asks how they are. */
@Singleton
public class RouteBoard {

  private volatile List<SupervisedRoute> routes = List.of();
  private volatile List<String> disabled = List.of();
  private volatile String reason = "starting";
  private volatile @Nullable OpenTransactionWatch transactions;

  /** The routes, in the file's order; empty while the service is starting. */
  public List<SupervisedRoute> routes() {
    return routes;
  }

  /** The names of the file's routes that this process is not to run. */
  public List<String> disabled() {
    return disabled;
  }

  /** Why there are no routes yet. */
  public String reason() {
    return reason;
  }

  /** The transactions that hold partitions of the route's sources back. */
  public List<OpenTransaction> openTransactions(PinnedRoute route) {
    OpenTransactionWatch watch = transactions;
    return watch == null
        ? List.of()
        : route.plan().sources().flatMap(source -> watch.of(source).stream()).toList();
  }

  void show(OpenTransactionWatch watch) {
    transactions = watch;
  }

  void showReason(String why) {
    reason = why;
  }

  void show(List<SupervisedRoute> supervised) {
    routes = List.copyOf(supervised);
  }

  void showDisabled(List<String> names) {
    disabled = List.copyOf(names);
  }
}
