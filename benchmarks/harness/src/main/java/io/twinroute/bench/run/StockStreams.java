package io.twinroute.bench.run;

import io.twinroute.cli.local.ChildProcess;
import io.twinroute.mirror.MirrorConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MirrorMaker 2 as it comes, and the DSL behind it when both topics are there: a join over topics
 * that are still being copied would drop what the slower mirror brings too late.
 */
final class StockStreams implements Contestant {

  @Override
  public String name() {
    return "stock";
  }

  @Override
  public MirrorWorker.Kind mirror() {
    return MirrorWorker.Kind.STOCK;
  }

  @Override
  public Started start(Lab lab, String run, Path folder) {
    lab.create("central", run);
    mirror(lab, run, "east", Lab.ORDERS);
    mirror(lab, run, "west", Lab.PAYMENTS);
    String orders = run + "-east." + Lab.ORDERS;
    String payments = run + "-west." + Lab.PAYMENTS;
    List<String> copies = List.of(orders, payments);
    Usage mirrored;
    try (TopicEnds ends = new TopicEnds(lab.cluster("central"))) {
      mirrored =
          new Drain(lab, ProcessHandle.current(), ends)
              .await(copies, Drain.WARM_UP, () -> {}, copies);
    }
    Map<String, String> settings = HandWritten.common(lab, run);
    settings.put("orders.topic", orders);
    settings.put("payments.topic", payments);
    settings.put("application", run);
    settings.put("state", folder.resolve("state").toString());
    ChildProcess child =
        lab.clusters()
            .processes()
            .start(
                run,
                Jvm.command(
                    "1g",
                    List.of("-XX:+UseParallelGC"),
                    System.getProperty("java.class.path"),
                    "io.twinroute.bench.streams.DslJoin",
                    Settings.write(folder.resolve("settings.properties"), settings).toString()),
                Map.of(),
                Duration.ofSeconds(1));
    return new Started(
        child.process().toHandle(),
        List.of(run),
        run,
        new Usage(mirrored.nanos(), Duration.ZERO, mirrored.mirror(), mirrored.brokers()),
        () -> child.process().destroyForcibly());
  }

  private static void mirror(Lab lab, String run, String source, String topic) {
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
    lab.mirror().client().put(new MirrorConnector(run + "-" + source, config));
  }
}
