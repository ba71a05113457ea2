package io.twinroute.it.support;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.RoutePlan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Compacted topics of which brokers have not removed anything yet when a test reads them. */
public final class CompactedOutputs {

  private static final String NO_LIMIT = Long.toString(Long.MAX_VALUE);

  private CompactedOutputs() {}

  /** Creates the topics of results of a route that wants them compacted, for both engines. */
  public static void create(RoutePlan plan, int partitions)
      throws ExecutionException, InterruptedException {
    if (plan.output().cleanup() != Cleanup.COMPACT) {
      return;
    }
    List<NewTopic> topics =
        Engines.all().stream()
            .map(
                engine ->
                    new NewTopic(plan.output().topic(engine), partitions, (short) 1)
                        .configs(
                            Map.of(
                                "cleanup.policy",
                                "compact",
                                // All of a log would have to be dirty, and more.
                                "min.cleanable.dirty.ratio",
                                "1.0",
                                "message.timestamp.before.max.ms",
                                NO_LIMIT,
                                "message.timestamp.after.max.ms",
                                NO_LIMIT)))
            .toList();
    try (Admin admin = SourceTopic.admin(plan.output().cluster())) {
      admin.createTopics(topics).all().get();
    }
  }
}
