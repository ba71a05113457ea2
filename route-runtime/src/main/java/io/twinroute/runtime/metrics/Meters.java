package io.twinroute.runtime.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a registry at what is known: what is not known any more has no meter, rather than an old
 * value. Thread-safe.
 */
public final class Meters {

  private record Key(Metric metric, List<String> labels) {}

  /** A meter asks it for its value; the registry holds it weakly, and this strongly. */
  private static final class Slot {
    private volatile DoubleSupplier value;
    private @Nullable Meter meter;

    private Slot(DoubleSupplier value) {
      this.value = value;
    }

    private double value() {
      return value.getAsDouble();
    }
  }

  private final MeterRegistry registry;

  /** Guarded by this. */
  private final Map<Key, Slot> slots = new HashMap<>();

  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Serves these samples, and no others. */
  public synchronized void show(List<Sample> samples) {
    Set<Key> shown = new HashSet<>();
    for (Sample sample : samples) {
      Key key = new Key(sample.metric(), sample.labels());
      shown.add(key);
      Slot slot = slots.get(key);
      if (slot == null) {
        Slot added = new Slot(sample.value());
        slots.put(key, added);
        added.meter = register(sample, added);
      } else {
        slot.value = sample.value();
      }
    }
    slots
        .entrySet()
        .removeIf(
            slot -> {
              boolean gone = !shown.contains(slot.getKey());
              Meter meter = slot.getValue().meter;
              if (gone && meter != null) {
                registry.remove(meter);
              }
              return gone;
            });
  }

  private Meter register(Sample sample, Slot slot) {
    Metric metric = sample.metric();
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < metric.labels().size(); i++) {
      tags.add(Tag.of(metric.labels().get(i), sample.labels().get(i)));
    }
    return switch (metric.kind()) {
      case COUNTER ->
          FunctionCounter.builder(metric.meter(), slot, Slot::value)
              .description(metric.help())
              .tags(tags)
              .register(registry);
      case GAUGE ->
          Gauge.builder(metric.meter(), slot, Slot::value)
              .description(metric.help())
              .tags(tags)
              .register(registry);
    };
  }
}
