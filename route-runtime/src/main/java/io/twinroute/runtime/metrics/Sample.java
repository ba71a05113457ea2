package io.twinroute.runtime.metrics;

import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A value of a metric.
 *
 * @param labels the values of its labels, in their order
 * @param value asked for at each scrape; it must not wait
 */
public record Sample(Metric metric, List<String> labels, DoubleSupplier value) {

  /**
   * @throws IllegalArgumentException if there is not one value for each label
   */
  public Sample {
    labels = List.copyOf(labels);
    if (labels.size() != metric.labels().size()) {
      throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
    }
  }
}
