package io.twinroute.runtime.service;

import io.twinroute.runtime.supervise.SupervisedRoute;
import jakarta.inject.Singleton;
import java.util.List;

/** The routes of this process, for whoever asks how they are. */
@Singleton
public class RouteBoard {

  private volatile List<SupervisedRoute> routes = List.of();
  private volatile String reason = "starting";

  /** The routes, in the file's order; empty while the service is starting. */
  public List<SupervisedRoute> routes() {
    return routes;
  }

  /** Why there are no routes yet. */
  public String reason() {
    return reason;
  }

  void showReason(String why) {
    reason = why;
  }

  void show(List<SupervisedRoute> supervised) {
    routes = List.copyOf(supervised);
  }
}
