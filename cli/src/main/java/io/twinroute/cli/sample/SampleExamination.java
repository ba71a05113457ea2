package io.twinroute.cli.sample;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.engine.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Checks some of the newest records of a route's sources: how the route would judge them, and
 * whether keys of its inputs can be equal at all. No finding shows what a record holds.
 */
public final class SampleExamination {

  private final Clusters clusters;
  private final RoutePlan route;
  private final Findings findings;

  public SampleExamination(Clusters clusters, RoutePlan route, Findings findings) {
    this.clusters = clusters;
    this.route = route;
    this.findings = findings;
  }

  /**
   * @param partitions the number of partitions of each topic that can be read
   */
  public void examine(Map<SourceTopic, Integer> partitions) {
    List<InputSample> samples = new ArrayList<>();
    for (RouteInput input : route.inputs()) {
      for (SourceTopic source : input.topics()) {
        Optional.ofNullable(partitions.get(source))
            .flatMap(count -> sample(input, source, count))
            .ifPresent(
                sample -> {
                  new InputFindings(route, sample, findings).tell();
                  samples.add(sample);
                });
      }
    }
    if (samples.size() == route.sources().count()) {
      new KeyFindings(route, findings).tell(samples);
    }
  }

  private Optional<InputSample> sample(RouteInput input, SourceTopic source, int partitions) {
    return findings.askInVain(
        InputFindings.subject(route, source),
        () -> {
          InputSample sample = new InputSample(route, input, source);
          try (Consumer<byte[], byte[]> consumer =
              clusters.consumer(NewestRecords.inSmallFetches(source.cluster()))) {
            new NewestRecords(source.cluster(), source.topic(), consumer).addTo(sample, partitions);
          }
          return sample;
        });
  }
}
