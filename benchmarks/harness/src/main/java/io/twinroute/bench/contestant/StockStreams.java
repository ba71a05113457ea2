package io.twinroute.bench.contestant;

import io.twinroute.bench.lab.Goal;
import io.twinroute.bench.lab.Lab;
import io.twinroute.bench.lab.TopicEnds;
import io.twinroute.bench.lab.WorkerSetup;
import io.twinroute.bench.measure.Drain;
import io.twinroute.bench.measure.Drained;
import io.twinroute.bench.measure.Usage;
import io.twinroute.bench.process.Waiting;
import io.twinroute.demo.local.ChildProcess;
import io.twinroute.mirror.connect.MirrorConnector;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MirrorMaker 2, and the DSL behind it. With a backlog, the DSL starts when both topics are
 * complete: a join over topics that are still being copied would drop records that the slower
 * mirror copies too late.
 */
final class StockStreams implements Contestant {

  private final boolean tuned;

  private StockStreams(boolean tuned) {
    this.tuned = tuned;
  }

  /** Both with their default settings. */
  static StockStreams asItComes() {
    return new StockStreams(false);
  }

  /** With the settings that tuning guides advise. */
  static StockStreams tuned() {
    return new StockStreams(true);
  }

  @Override
  public String name() {
    return tuned ? "stock-tuned" : "stock";
  }

  @Override
  public Optional<WorkerSetup> mirror() {
    return Optional.of(WorkerSetup.stock());
  }

  @Override
  public Started start(Lab lab, Inputs inputs, String run, Path folder) {
    lab.create("central", run);
    Usage begin = Usage.now(lab);
    mirror(lab, run, "east", inputs.left());
    mirror(lab, run, "west", inputs.right());
    String orders = run + "-east." + inputs.left();
    String right = run + "-west." + inputs.right();
    Goal output = Goal.of(run, lab.results());
    Optional<Drained> mirrored = Optional.empty();
    if (inputs.live()) {
      awaitBoth(lab, orders, right);
    } else {
      mirrored = Optional.of(mirrored(lab, begin, lab.copies(orders, right)));
    }
    Usage start = Usage.now(lab);
    Map<String, String> settings = HandWritten.common(lab, inputs, run);
    settings.put("orders.topic", orders);
    settings.put("right.topic", right);
    settings.put("application", run);
    settings.put("state", folder.resolve("state").toString());
    settings.put("tuned", String.valueOf(tuned));
    ChildProcess child =
        HandWritten.start(
            lab,
            run,
            List.of(),
            System.getProperty("java.class.path"),
            "io.twinroute.bench.streams.DslJoin",
            folder,
            settings);
    return new Started(child, start, output, output, mirrored);
  }

  private static Drained mirrored(Lab lab, Usage begin, Goal copies) {
    try (Drain drain = new Drain(lab, null, () -> {}, lab.workload().isLookup() ? begin : null)) {
      return drain.awaitMirror(copies);
    }
  }

  /** The DSL does not start without its topics. */
  private static void awaitBoth(Lab lab, String orders, String right) {
    try (TopicEnds ends = TopicEnds.committed(lab.cluster("central"))) {
      Waiting.until(() -> ends.exist(orders, right));
    }
  }

  private void mirror(Lab lab, String run, String source, String topic) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector");
    config.put("source.cluster.alias", run + "-" + source);
    config.put("source.cluster.bootstrap.servers", lab.address(source));
    config.put("target.cluster.alias", "central");
    config.put("target.cluster.bootstrap.servers", lab.address("central"));
    config.put("topics", topic);
    config.put("tasks.max", String.valueOf(lab.workload().parallelism()));
    config.put("replication.factor", "1");
    config.put("offset-syncs.topic.replication.factor", "1");
    if (tuned) {
      config.put("producer.override.batch.size", "262144");
      config.put("producer.override.linger.ms", "100");
      config.put("producer.override.compression.type", "lz4");
      config.put("source.consumer.fetch.min.bytes", "65536");
      config.put("source.consumer.max.poll.records", "2000");
    }
    lab.mirror().current().client().put(new MirrorConnector(run + "-" + source, config));
  }
}
