package io.twinroute.it.support;

import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.MirrorNames;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets the Connect workers on the clusters that all tests share forget a test class's connectors
 * when it has ended: the workers in the next one's routers would run them, too.
 *
 * <p>Registered for all tests.
 */
public final class FreshMirrors implements AfterAllCallback {

  private static volatile Cluster target;

  /** Says where the workers are, once they may be somewhere. */
  static void on(Cluster cluster) {
    target = cluster;
  }

  @Override
  public void afterAll(ExtensionContext context) throws ExecutionException, InterruptedException {
    if (target == null
        || context.getParent().filter(p -> p.getTestClass().isPresent()).isPresent()) {
      return;
    }
    try (Admin admin = SourceTopic.admin(target)) {
      List<String> topics =
          admin.listTopics().names().get().stream()
              .filter(topic -> topic.contains(MirrorNames.WORKER_PREFIX))
              .toList();
      admin.deleteTopics(topics).all().get();
    }
  }
}
